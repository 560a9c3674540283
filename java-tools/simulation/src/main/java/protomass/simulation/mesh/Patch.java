package protomass.simulation.mesh;

import java.util.List;

/**
 * Blocks that are swept together: eight siblings as one cube of 16³ cells, or one block alone.
 *
 * @param blocks by octant, x fastest
 */
public record Patch(Block[] blocks) {
  /** Blocks along a side, 1 or 2. */
  public int blocksAlongSide() {
    return blocks.length == 1 ? 1 : 2;
  }

  /** Cells along a side, 8 or 16. */
  public int side() {
    return blocksAlongSide() * Block.SIDE;
  }

  public int level() {
    return blocks[0].level;
  }

  /** Whether flows through faces between levels are wanted of any of its blocks. */
  public boolean meetsOtherLevels() {
    for (Block block : blocks) {
      if (block.flows != null) {
        return true;
      }
    }
    return false;
  }

  /** Adds the patches of a level, whose blocks stand in Morton order, to a list. */
  static void collect(List<Block> level, List<Patch> patches) {
    int first = 0;
    while (first < level.size()) {
      int count = first + 8 <= level.size() && areSiblings(level, first) ? 8 : 1;
      patches.add(new Patch(level.subList(first, first + count).toArray(Block[]::new)));
      first += count;
    }
  }

  private static boolean areSiblings(List<Block> level, int first) {
    Block start = level.get(first);
    Block end = level.get(first + 7);
    return start.octant() == 0
        && end.octant() == 7
        && start.x >> 1 == end.x >> 1
        && start.y >> 1 == end.y >> 1
        && start.z >> 1 == end.z >> 1;
  }
}
