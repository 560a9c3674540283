package protomass.simulation.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A periodic box as an octree of blocks. Level 0 covers it whole; every other block covers an
 * octant of one of the level below. Blocks of a level stand in Morton order. Around a block of
 * level l all 26 neighbouring places are covered by level l - 1 at least.
 */
public final class Mesh {
  private final double baseCell;
  private final int[] baseBlocks;
  private final int maximumLevel;
  private final List<List<Block>> levels = new ArrayList<>();
  private final List<Map<Long, Block>> places = new ArrayList<>();
  private final List<Patch> patches = new ArrayList<>();

  /**
   * A cube of the base level alone.
   *
   * @param box side of the cube, code units
   * @param baseCells cells of level 0 along a side, a multiple of 8
   * @param maximumLevel the finest level that may be made, 0 for a uniform mesh
   */
  public Mesh(double box, int baseCells, int maximumLevel) {
    this(box / baseCells, new int[] {baseCells, baseCells, baseCells}, maximumLevel);
  }

  /**
   * A box of the base level alone.
   *
   * @param baseCell side of a cell of level 0, code units
   * @param baseCells cells of level 0 along x, y and z, multiples of 8
   * @param maximumLevel the finest level that may be made, 0 for a uniform mesh
   */
  public Mesh(double baseCell, int[] baseCells, int maximumLevel) {
    this.baseCell = baseCell;
    baseBlocks = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      if (baseCells[axis] < Block.SIDE || baseCells[axis] % Block.SIDE != 0) {
        throw new IllegalArgumentException("base of " + Arrays.toString(baseCells) + " cells");
      }
      baseBlocks[axis] = baseCells[axis] / Block.SIDE;
    }
    this.maximumLevel = maximumLevel;
    for (int level = 0; level <= maximumLevel; level++) {
      levels.add(List.of());
      places.add(Map.of());
    }
    List<Long> all = new ArrayList<>();
    for (int z = 0; z < baseBlocks[2]; z++) {
      for (int y = 0; y < baseBlocks[1]; y++) {
        for (int x = 0; x < baseBlocks[0]; x++) {
          all.add(Morton.key(x, y, z));
        }
      }
    }
    all.sort(null);
    replaceLevel(0, all.stream().map(key -> newBlock(0, key)).toList());
    finishLinks();
  }

  static Block newBlock(int level, long key) {
    return new Block(level, Morton.x(key), Morton.y(key), Morton.z(key));
  }

  /** Length of the box along an axis, code units. */
  public double box(int axis) {
    return baseCell * baseCells(axis);
  }

  /** Volume of the box, code units. */
  public double volume() {
    return box(0) * box(1) * box(2);
  }

  /** Side of a cell of a level, code units. */
  public double cellSize(int level) {
    return baseCell / (1 << level);
  }

  /** Cells of the base level along an axis. */
  public int baseCells(int axis) {
    return baseBlocks[axis] * Block.SIDE;
  }

  /** Blocks along an axis if a level covered the box. */
  public int blocksAlong(int axis, int level) {
    return baseBlocks[axis] << level;
  }

  /** The finest level that may exist. */
  public int maximumLevel() {
    return maximumLevel;
  }

  /** The finest level that has blocks. */
  public int finestLevel() {
    int finest = maximumLevel;
    while (finest > 0 && levels.get(finest).isEmpty()) {
      finest--;
    }
    return finest;
  }

  /** Blocks of a level in Morton order. */
  public List<Block> level(int level) {
    return levels.get(level);
  }

  /** All that is swept at once: eight siblings, or a single block; from the base upwards. */
  public List<Patch> patches() {
    return patches;
  }

  /** Cells of all levels, those under finer ones included. */
  public long cells() {
    return levels.stream().mapToLong(level -> (long) level.size() * Block.CELLS).sum();
  }

  /** The block at a place of a level, taken periodically; null where there is none. */
  public Block find(int level, int x, int y, int z) {
    return places
        .get(level)
        .get(
            Morton.key(
                Math.floorMod(x, blocksAlong(0, level)),
                Math.floorMod(y, blocksAlong(1, level)),
                Math.floorMod(z, blocksAlong(2, level))));
  }

  Map<Long, Block> places(int level) {
    return places.get(level);
  }

  /** Puts the blocks of a level in place, in Morton order, and links them; coarser ones first. */
  void replaceLevel(int level, List<Block> blocks) {
    Map<Long, Block> place = HashMap.newHashMap(blocks.size());
    blocks.forEach(block -> place.put(Morton.key(block.x, block.y, block.z), block));
    places.set(level, place);
    levels.set(level, List.copyOf(blocks));
    if (level > 0) {
      levels.get(level - 1).forEach(block -> Arrays.fill(block.children, null));
    }
    for (Block block : blocks) {
      Arrays.fill(block.children, null);
      link(block);
    }
  }

  private void link(Block block) {
    if (block.level > 0) {
      block.parent = find(block.level - 1, block.x >> 1, block.y >> 1, block.z >> 1);
      block.parent.children[block.octant()] = block;
    }
    for (int dz = -1; dz <= 1; dz++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          block.neighbours[Block.direction(dx, dy, dz)] =
              find(block.level, block.x + dx, block.y + dy, block.z + dz);
        }
      }
    }
  }

  /** Finds patches and faces between levels, once all levels are in place. */
  void finishLinks() {
    patches.clear();
    for (List<Block> blocks : levels) {
      Patch.collect(blocks, patches);
      blocks.forEach(block -> block.flows = null);
    }
    for (List<Block> blocks : levels) {
      for (Block block : blocks) {
        if (block.level > 0) {
          makeRoomToCoarser(block);
        }
        if (block.hasChildren() || meetsFiner(block)) {
          makeRoomToFiner(block);
        }
      }
    }
  }

  private static FaceFlows flows(Block block) {
    if (block.flows == null) {
      block.flows = new FaceFlows();
    }
    return block.flows;
  }

  private static void makeRoomToCoarser(Block block) {
    for (int side = 0; side < Side.COUNT; side++) {
      if (block.neighbours[Side.direction(side)] == null) {
        flows(block).toCoarser[side] = FaceFlows.empty();
      }
    }
  }

  private static boolean meetsFiner(Block block) {
    for (int side = 0; side < Side.COUNT; side++) {
      Block neighbour = block.neighbours[Side.direction(side)];
      if (neighbour != null && neighbour.hasChildren()) {
        return true;
      }
    }
    return false;
  }

  private static void makeRoomToFiner(Block block) {
    for (int octant = 0; octant < 8; octant++) {
      for (int side = 0; side < Side.COUNT; side++) {
        if (block.children[octant] == null && childBeyond(block, octant, side) != null) {
          flows(block).toFiner[6 * octant + side] = FaceFlows.empty();
        }
      }
    }
  }

  /** The finer block beyond a side of an octant, in this block or the next; null if none. */
  public static Block childBeyond(Block block, int octant, int side) {
    int bit = 1 << Side.axis(side);
    boolean isUpperHalf = (octant & bit) != 0;
    Block owner =
        isUpperHalf == Side.isUpper(side) ? block.neighbours[Side.direction(side)] : block;
    return owner == null ? null : owner.children[octant ^ bit];
  }
}
