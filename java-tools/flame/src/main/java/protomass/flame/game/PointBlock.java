package protomass.flame.game;

/**
 * Points of one step of a chaos game, ordered by the transform that made them.
 *
 * @param x abscissae, in units of the flame's plane; finite unless a final map sent them beyond the
 *     plane
 * @param y ordinates, in units of the flame's plane; finite unless a final map sent them beyond the
 *     plane
 * @param colour colour coordinates, in [0, 1]
 * @param ends per transform the index after its last point; the first transform's points start at 0
 */
public record PointBlock(float[] x, float[] y, float[] colour, int[] ends) {
  /** Number of points. */
  public int size() {
    return x.length;
  }
}
