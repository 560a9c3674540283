package protomass.simulation.mhd;

import static protomass.simulation.mesh.State.CLEANING;
import static protomass.simulation.mesh.State.VARIABLES;

/** What flows between two cells by the solver of Harten, Lax and van Leer (1983). */
final class FirstOrderFlow {
  private FirstOrderFlow() {}

  /** The flow of density, momentum, field and cleaning from a lower to an upper cell. */
  static double[] between(
      double[] state, int lower, int upper, int length, int axis, SweepParameters parameters) {
    Axes axes = Axes.of(axis);
    double[] left = cell(state, lower, length);
    double[] right = cell(state, upper, length);
    double ch = parameters.cleaningSpeed();
    double field =
        (left[axes.bu()] + right[axes.bu()]) / 2 - (right[CLEANING] - left[CLEANING]) / (2 * ch);
    double cleaning =
        (left[CLEANING] + right[CLEANING]) / 2 - ch / 2 * (right[axes.bu()] - left[axes.bu()]);
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    double cL = bound(left, field, axes, a2);
    double cR = bound(right, field, axes, a2);
    double sL = Math.min(0, Math.min(left[axes.u()] - cL, right[axes.u()] - cR));
    double sR = Math.max(0, Math.max(left[axes.u()] + cL, right[axes.u()] + cR));
    double[] flowL = flow(left, field, axes, a2);
    double[] flowR = flow(right, field, axes, a2);
    double[] flow = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      double jump = conserved(right, v) - conserved(left, v);
      flow[v] = (sR * flowL[v] - sL * flowR[v] + sL * sR * jump) / (sR - sL);
    }
    flow[axes.bu()] = cleaning;
    flow[CLEANING] = ch * ch * field;
    return flow;
  }

  private static double[] cell(double[] state, int at, int length) {
    double[] cell = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      cell[v] = state[v * length + at];
    }
    return cell;
  }

  private static double conserved(double[] cell, int variable) {
    return variable >= 1 && variable < 4 ? cell[0] * cell[variable] : cell[variable];
  }

  /** Not less than the fast speed. */
  private static double bound(double[] cell, double field, Axes axes, double a2) {
    double bv = cell[axes.bv()];
    double bw = cell[axes.bw()];
    return Math.sqrt(a2 + (field * field + bv * bv + bw * bw) / cell[0]);
  }

  private static double[] flow(double[] cell, double field, Axes axes, double a2) {
    double u = cell[axes.u()];
    double bv = cell[axes.bv()];
    double bw = cell[axes.bw()];
    double mass = cell[0] * u;
    double[] flow = new double[VARIABLES];
    flow[0] = mass;
    flow[axes.u()] = mass * u + a2 * cell[0] + (bv * bv + bw * bw - field * field) / 2;
    flow[axes.v()] = mass * cell[axes.v()] - field * bv;
    flow[axes.w()] = mass * cell[axes.w()] - field * bw;
    flow[axes.bv()] = u * bv - field * cell[axes.v()];
    flow[axes.bw()] = u * bw - field * cell[axes.w()];
    return flow;
  }
}
