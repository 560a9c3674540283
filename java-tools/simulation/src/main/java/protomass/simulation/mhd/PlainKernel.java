package protomass.simulation.mhd;

import static protomass.simulation.mesh.State.CLEANING;
import static protomass.simulation.mesh.State.VARIABLES;

/** The kernel in plain Java: the same operations in the same order as {@link VectorKernel}. */
final class PlainKernel implements SweepKernel {
  private static double limited(double left, double here, double right) {
    double before = here - left;
    double after = right - here;
    double product = before * after;
    return product > 0 ? (product + product) / (before + after) : 0;
  }

  private static double slope(double[] state, int at, int step) {
    return limited(state[at - step], state[at], state[at + step]);
  }

  @Override
  public void slopes(
      double[] state,
      int stateLength,
      int start,
      int count,
      int step,
      int axis,
      SweepScratch scratch,
      SweepParameters parameters) {
    Axes axes = Axes.of(axis);
    double[] slopes = axis == 0 ? scratch.slopeX : axis == 1 ? scratch.slopeY : scratch.slopeZ;
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    double ch2 = parameters.cleaningSpeed() * parameters.cleaningSpeed();
    int length = scratch.length;
    double[] change = new double[VARIABLES];
    for (int i = 0; i < count; i++) {
      int at = start + i;
      for (int variable = 0; variable < VARIABLES; variable++) {
        slopes[variable * length + i] = slope(state, variable * stateLength + at, step);
      }
      double rho = state[at];
      double u = state[axes.u() * stateLength + at];
      double bu = state[axes.bu() * stateLength + at];
      double bv = state[axes.bv() * stateLength + at];
      double bw = state[axes.bw() * stateLength + at];
      double sRho = slopes[i];
      double sU = slopes[axes.u() * length + i];
      double sV = slopes[axes.v() * length + i];
      double sW = slopes[axes.w() * length + i];
      double sBv = slopes[axes.bv() * length + i];
      double sBw = slopes[axes.bw() * length + i];
      double inverse = 1 / rho;
      double pull = bu * inverse;
      change[0] = u * sRho + rho * sU;
      change[axes.u()] = u * sU + (sRho * a2 + bv * sBv + bw * sBw) * inverse;
      change[axes.v()] = u * sV - pull * sBv;
      change[axes.w()] = u * sW - pull * sBw;
      change[axes.bu()] = slopes[CLEANING * length + i];
      change[axes.bv()] = u * sBv + bv * sU - bu * sV;
      change[axes.bw()] = u * sBw + bw * sU - bu * sW;
      change[CLEANING] = slopes[axes.bu() * length + i] * ch2;
      for (int variable = 0; variable < VARIABLES; variable++) {
        int to = variable * length + i;
        scratch.decrease[to] =
            axis == 0 ? change[variable] : change[variable] + scratch.decrease[to];
      }
    }
  }

  @Override
  public void faceStates(
      double[] state,
      int stateLength,
      int start,
      int count,
      SweepScratch scratch,
      SweepParameters parameters) {
    double half = 0.5 * parameters.timeStep() / parameters.cellSize();
    for (int variable = 0; variable < VARIABLES; variable++) {
      for (int i = 0; i < count; i++) {
        int s = variable * scratch.length + i;
        double now = state[variable * stateLength + start + i];
        double later = now - scratch.decrease[s] * half;
        if (variable == 0 && later < now * 0.25) {
          later = now * 0.25;
        }
        scratch.lowerX[s] = later - scratch.slopeX[s] * 0.5;
        scratch.upperX[s] = later + scratch.slopeX[s] * 0.5;
        scratch.lowerY[s] = later - scratch.slopeY[s] * 0.5;
        scratch.upperY[s] = later + scratch.slopeY[s] * 0.5;
        scratch.lowerZ[s] = later - scratch.slopeZ[s] * 0.5;
        scratch.upperZ[s] = later + scratch.slopeZ[s] * 0.5;
      }
    }
  }

  @Override
  public void flows(
      double[] left,
      int leftStart,
      double[] right,
      int rightStart,
      double[] flow,
      int flowStart,
      int count,
      int axis,
      SweepScratch scratch,
      SweepParameters parameters) {
    Axes axes = Axes.of(axis);
    for (int i = 0; i < count; i++) {
      flow(
          new Face(left, leftStart + i, right, rightStart + i, scratch.length, axes, parameters),
          flow,
          flowStart + i,
          scratch.length,
          axes,
          parameters);
    }
  }

  /** Both sides of a face: fast speeds, mass flows and pressures, and the normal field. */
  private static final class Face {
    final double[] left = new double[VARIABLES];
    final double[] right = new double[VARIABLES];
    final double b;
    final double sL;
    final double sR;

    Face(
        double[] l, int li, double[] r, int ri, int length, Axes axes, SweepParameters parameters) {
      int[] order = {0, axes.u(), axes.v(), axes.w(), axes.bu(), axes.bv(), axes.bw(), CLEANING};
      for (int variable = 0; variable < VARIABLES; variable++) {
        left[variable] = l[order[variable] * length + li];
        right[variable] = r[order[variable] * length + ri];
      }
      double halfPerCh = 0.5 / parameters.cleaningSpeed();
      b = (left[4] + right[4]) * 0.5 - (right[CLEANING] - left[CLEANING]) * halfPerCh;
      double cL = fastSpeed(left, parameters.soundSpeed());
      double cR = fastSpeed(right, parameters.soundSpeed());
      double x = left[1] - cL;
      double y = right[1] - cR;
      sL = y < x ? y : x;
      x = left[1] + cL;
      y = right[1] + cR;
      sR = x < y ? y : x;
    }

    private double fastSpeed(double[] side, double soundSpeed) {
      double a2 = soundSpeed * soundSpeed;
      double perRho = 1 / side[0];
      double q = (b * b + transverse2(side)) * perRho + a2;
      double d = q * q - b * b * perRho * (4 * a2);
      return Math.sqrt((q + Math.sqrt(d < 0 ? 0 : d)) * 0.5);
    }

    static double transverse2(double[] side) {
      return side[5] * side[5] + side[6] * side[6];
    }
  }

  private static void flow(
      Face face, double[] flow, int f, int length, Axes axes, SweepParameters parameters) {
    double[] l = face.left;
    double[] r = face.right;
    double b = face.b;
    double sL = face.sL;
    double sR = face.sR;
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    double ch = parameters.cleaningSpeed();
    flow[axes.bu() * length + f] = (l[CLEANING] + r[CLEANING]) * 0.5 - (r[4] - l[4]) * (0.5 * ch);
    flow[CLEANING * length + f] = b * (ch * ch);
    double fan = sR - sL;
    double perFan = 1 / fan;
    double mL = l[0] * l[1];
    double mR = r[0] * r[1];
    double rho = (sR * r[0] - sL * l[0] - (mR - mL)) * perFan;
    double mass = (sR * mL - sL * mR + sR * sL * (r[0] - l[0])) * perFan;
    double perRho = 1 / rho;
    double u = mass * perRho;
    double pL = mL * l[1] + l[0] * a2 + (Face.transverse2(l) - b * b) * 0.5;
    double pR = mR * r[1] + r[0] * a2 + (Face.transverse2(r) - b * b) * 0.5;
    double momentum = (sR * pL - sL * pR + sR * sL * (mR - mL)) * perFan;
    boolean isAllL = sL >= 0;
    boolean isAllR = sR <= 0;
    flow[f] = isAllR ? mR : isAllL ? mL : mass;
    flow[axes.u() * length + f] = isAllR ? pR : isAllL ? pL : momentum;
    double root = Math.sqrt(rho);
    double perRoot = root * perRho;
    double alfven = Math.abs(b) * perRoot;
    double sL1 = u - alfven;
    double sR1 = u + alfven;
    double dL = (sL - sL1) * (sL - sR1);
    double dR = (sR - sL1) * (sR - sR1);
    double degenerate = fan * fan * 1e-8;
    boolean isRegularL = degenerate < dL;
    boolean isRegularR = degenerate < dR;
    double perDL = 1 / dL;
    double perDR = 1 / dR;
    double turnL = isRegularL ? b * (u - l[1]) * perDL : 0;
    double turnR = isRegularR ? b * (u - r[1]) * perDR : 0;
    double growL = isRegularL ? (l[0] * (sL - l[1]) * (sL - l[1]) - b * b) * perDL * perRho : 1;
    double growR = isRegularR ? (r[0] * (sR - r[1]) * (sR - r[1]) - b * b) * perDR * perRho : 1;
    double halfRoot = (b < 0 ? -root : root) * 0.5;
    double halfPerRoot = (b < 0 ? -perRoot : perRoot) * 0.5;
    for (int t = 0; t < 2; t++) {
      double vL = l[2 + t];
      double vR = r[2 + t];
      double btL = l[5 + t];
      double btR = r[5 + t];
      double mtL = rho * vL - turnL * btL;
      double mtR = rho * vR - turnR * btR;
      double fieldL = btL * growL;
      double fieldR = btR * growR;
      double mt = (mtL + mtR) * 0.5 + halfRoot * (fieldR - fieldL);
      double field = (fieldL + fieldR) * 0.5 + halfPerRoot * (mtR - mtL);
      boolean isStarL = sL1 >= 0;
      boolean isStarR = sR1 <= 0;
      mt = isStarR ? mtR : isStarL ? mtL : mt;
      field = isStarR ? fieldR : isStarL ? fieldL : field;
      int iv = (t == 0 ? axes.v() : axes.w()) * length + f;
      int ib = (t == 0 ? axes.bv() : axes.bw()) * length + f;
      flow[iv] = isAllR ? mR * vR - b * btR : isAllL ? mL * vL - b * btL : mt * u - b * field;
      flow[ib] =
          isAllR ? r[1] * btR - b * vR : isAllL ? l[1] * btL - b * vL : field * u - b * mt * perRho;
    }
  }

  @Override
  public boolean update(
      double[] state,
      int stateLength,
      int start,
      SweepScratch scratch,
      SweepParameters parameters) {
    double ratio = parameters.timeStep() / parameters.cellSize();
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    int length = scratch.length;
    boolean isBad = false;
    for (int j = 0; j < scratch.side; j++) {
      for (int i = 0; i < scratch.side; i++) {
        int at = start + j * scratch.row + i;
        int f = scratch.origin + j * scratch.row + i;
        double old = state[at];
        double rho = old - outflow(0, f, scratch) * ratio;
        double perRho = 1 / rho;
        double fastest = 0;
        for (int v = 1; v < 4; v++) {
          double velocity =
              (state[v * stateLength + at] * old - outflow(v * length, f, scratch) * ratio)
                  * perRho;
          state[v * stateLength + at] = velocity;
          fastest = fastest < Math.abs(velocity) ? Math.abs(velocity) : fastest;
        }
        double field2 = 0;
        for (int v = 4; v < 7; v++) {
          double field = state[v * stateLength + at] - outflow(v * length, f, scratch) * ratio;
          state[v * stateLength + at] = field;
          field2 += field * field;
        }
        state[CLEANING * stateLength + at] =
            (state[CLEANING * stateLength + at] - outflow(CLEANING * length, f, scratch) * ratio)
                * parameters.damping();
        state[at] = rho;
        double speed = fastest + Math.sqrt(field2 * perRho + a2);
        isBad |= !(rho >= parameters.densityFloor() && speed <= parameters.speedLimit());
      }
    }
    return isBad;
  }

  private static double outflow(int variable, int f, SweepScratch scratch) {
    int at = variable + f;
    return scratch.flowX[at + 1]
        - scratch.flowX[at]
        + (scratch.flowY[at + scratch.row] - scratch.flowY[at])
        + (scratch.flowZAbove[at] - scratch.flowZ[at]);
  }
}
