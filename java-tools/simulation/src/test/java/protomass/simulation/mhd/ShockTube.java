package protomass.simulation.mhd;

import protomass.simulation.GasProblem;
import protomass.simulation.mesh.Mesh;

/**
 * Two states that meet in the middle of a thin periodic box, along any axis and in either sense.
 * The box is three times as long as the tube that is looked at, so that the jump at its ends stays
 * away.
 */
final class ShockTube {
  private static final int LONGER = 3;

  private ShockTube() {}

  /**
   * @param left density, normal velocity, two transverse velocities, normal field, two transverse
   *     ones
   * @param cells of the tube, which has length 1
   * @return density, velocities, transverse fields (normal, then transverse axes in turn), each for
   *     the tube's cells
   */
  static double[][] run(
      double[] left,
      double[] right,
      double soundSpeed,
      double until,
      int cells,
      int axis,
      boolean isReversed) {
    int[] base = {8, 8, 8};
    base[axis] = LONGER * cells;
    try (GasProblem problem = new GasProblem(new Mesh(1.0 / cells, base, 0), soundSpeed, 1)) {
      problem
          .set(
              (x, y, z) -> {
                double along = axis == 0 ? x : axis == 1 ? y : z;
                boolean isLeft = along < LONGER / 2.0 != isReversed;
                return place(isLeft ? left : right, axis, isReversed ? -1 : 1);
              })
          .run(until);
      return read(problem, cells, axis, isReversed);
    }
  }

  private static double[] place(double[] state, int axis, double sign) {
    Axes axes = Axes.of(axis);
    double[] placed = new double[8];
    placed[0] = state[0];
    placed[axes.u()] = sign * state[1];
    placed[axes.v()] = state[2];
    placed[axes.w()] = state[3];
    // A mirror turns the transverse fields of an axial vector, and not the normal one.
    placed[axes.bu()] = state[4];
    placed[axes.bv()] = sign * state[5];
    placed[axes.bw()] = sign * state[6];
    return placed;
  }

  private static double[][] read(GasProblem problem, int cells, int axis, boolean isReversed) {
    Axes axes = Axes.of(axis);
    int[] order = {0, axes.u(), axes.v(), axes.w(), axes.bv(), axes.bw()};
    double[][] read = new double[order.length][cells];
    for (int v = 0; v < order.length; v++) {
      double[][][] values = problem.base(order[v]);
      double sign = isReversed && (v == 1 || v >= 4) ? -1 : 1;
      for (int i = 0; i < cells; i++) {
        int at = cells * (LONGER - 1) / 2 + (isReversed ? cells - 1 - i : i);
        read[v][i] = sign * values[axis == 0 ? at : 3][axis == 1 ? at : 3][axis == 2 ? at : 3];
      }
    }
    return read;
  }
}
