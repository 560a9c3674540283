package protomass.simulation.mesh;

/** How the potential of a block lies in memory: 10³ values, x fastest, of which 8³ are cells. */
public final class Potential {
  /** Along a row, ghosts included. */
  public static final int ROW = Block.SIDE + 2;

  /** In a plane, ghosts included. */
  public static final int PLANE = ROW * ROW;

  /** With room behind, since rows are taken whole vectors at a time. */
  public static final int LENGTH = ROW * PLANE + 16;

  private Potential() {}

  /** Index of a cell; -1 and 8 are ghosts. */
  public static int index(int i, int j, int k) {
    return i + 1 + ROW * (j + 1) + PLANE * (k + 1);
  }
}
