package protomass.simulation.mesh;

/**
 * A cube of 8³ cells, one of the blocks of a level. Its children cover one octant (4³ cells) each
 * and exist one by one.
 *
 * <p>Cells are kept without ghosts, x fastest, one variable after another. The potential alone has
 * one layer of ghosts: the solver looks at it many times between two changes.
 */
public final class Block {
  /** Cells along a side. */
  public static final int SIDE = 8;

  /** Cells of an octant along a side. */
  public static final int HALF = SIDE / 2;

  /** Cells of a block. */
  public static final int CELLS = SIDE * SIDE * SIDE;

  /** Where the block itself stands among its neighbours. */
  public static final int CENTRE = 13;

  /** Level, 0 for the base, and place in blocks of that level. */
  public final int level;

  public final int x;
  public final int y;
  public final int z;

  /** Primitive variables of {@link State}. */
  public double[] state;

  /** The state of the next time while a step is taken; scratch of the solver for gravity else. */
  public double[] next;

  /** The potential with one layer of ghosts, laid out as by {@link Potential}. */
  public double[] potential;

  /** Null at the base level. */
  public Block parent;

  /** By octant, x fastest; null where that octant is not refined. */
  public final Block[] children = new Block[8];

  /** Of the same level by {@link #direction}, this block in the middle; null where coarser. */
  public final Block[] neighbours = new Block[27];

  /** Flows through faces between levels; null when there are none. */
  public FaceFlows flows;

  Block(int level, int x, int y, int z) {
    this.level = level;
    this.x = x;
    this.y = y;
    this.z = z;
    state = new double[State.VARIABLES * CELLS];
    next = new double[State.VARIABLES * CELLS];
    potential = new double[Potential.LENGTH];
  }

  /** Index of a neighbour by its offset in blocks, each -1, 0 or 1. */
  public static int direction(int dx, int dy, int dz) {
    return dx + 1 + 3 * (dy + 1) + 9 * (dz + 1);
  }

  /** Index of a cell of a variable. */
  public static int cell(int variable, int i, int j, int k) {
    return variable * CELLS + i + SIDE * (j + SIDE * k);
  }

  /** The octant of its parent that this block covers. */
  public int octant() {
    return (x & 1) | (y & 1) << 1 | (z & 1) << 2;
  }

  /** Whether any octant is refined. */
  public boolean hasChildren() {
    for (Block child : children) {
      if (child != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a cell lies under a finer one. */
  public boolean isCovered(int i, int j, int k) {
    return children[i / HALF | (j / HALF) << 1 | (k / HALF) << 2] != null;
  }

  /** The coarser block that holds the place of a missing neighbour. */
  public Block coarseNeighbour(int dx, int dy, int dz) {
    return parent
        .neighbours[
        direction(
            Math.floorDiv((x & 1) + dx, 2),
            Math.floorDiv((y & 1) + dy, 2),
            Math.floorDiv((z & 1) + dz, 2))];
  }
}
