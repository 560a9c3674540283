package protomass.simulation.mesh;

/**
 * What flows through the faces of a block between levels. Values stand [variable][second][first
 * transverse axis] on the 4 × 4 coarse faces of an octant.
 */
public final class FaceFlows {
  /** Coarse faces of an octant's side. */
  public static final int FACES = Block.HALF * Block.HALF;

  /**
   * On the six sides of a fine block that meet coarser cells, means of four fine faces; or null.
   */
  public final double[][] toCoarser = new double[6][];

  /** On side s of octant o, which is not refined and meets a refined one, at 6 o + s; or null. */
  public final double[][] toFiner = new double[48][];

  static double[] empty() {
    return new double[State.VARIABLES * FACES];
  }
}
