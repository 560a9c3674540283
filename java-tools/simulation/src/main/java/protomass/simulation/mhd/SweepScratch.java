package protomass.simulation.mhd;

import java.util.Arrays;
import protomass.simulation.mesh.PatchState;
import protomass.simulation.mesh.State;

/**
 * One thread's memory for a sweep. All arrays hold a plane of a patch, from the cell (-1, -1) on,
 * with the row length of the patch, variable after variable.
 */
final class SweepScratch {
  /** Cells along a side. */
  final int side;

  /** From a cell to the next in y. */
  final int row;

  /** From a variable to the next. */
  final int length;

  /** Index of the cell (0, 0). */
  final int origin;

  /** Limited differences from cell to cell along each axis. */
  final double[] slopeX;

  final double[] slopeY;
  final double[] slopeZ;

  /** Minus the derivative of the primitive variables by time. */
  final double[] decrease;

  /** States on the lower and upper faces of each cell, half a step later. */
  final double[] lowerX;

  final double[] upperX;
  final double[] lowerY;
  final double[] upperY;
  double[] lowerZ;
  double[] upperZ;
  double[] upperZBelow;
  double[] lowerZBelow;

  /** Flows through the lower faces of each cell. */
  final double[] flowX;

  final double[] flowY;

  /** Flows through the plane's lower faces in z, and through its upper ones. */
  double[] flowZ;

  double[] flowZAbove;

  SweepScratch(PatchState patch) {
    side = patch.side();
    row = patch.row();
    length = patch.plane() + 16;
    origin = row + 1;
    slopeX = zeros();
    slopeY = zeros();
    slopeZ = zeros();
    decrease = zeros();
    lowerX = vacuum();
    upperX = vacuum();
    lowerY = vacuum();
    upperY = vacuum();
    lowerZ = vacuum();
    upperZ = vacuum();
    lowerZBelow = vacuum();
    upperZBelow = vacuum();
    flowX = zeros();
    flowY = zeros();
    flowZ = zeros();
    flowZAbove = zeros();
  }

  private double[] zeros() {
    return new double[State.VARIABLES * length];
  }

  /** Of density 1, so that what lies behind the rows divides by no zero. */
  private double[] vacuum() {
    double[] state = zeros();
    Arrays.fill(state, 0, length, 1.0);
    return state;
  }

  /** The plane just done lies below the next one. */
  void advance() {
    double[] lower = lowerZBelow;
    lowerZBelow = lowerZ;
    lowerZ = lower;
    double[] upper = upperZBelow;
    upperZBelow = upperZ;
    upperZ = upper;
  }

  /** Flows through upper faces are those through the lower faces of the next plane. */
  void advanceFlow() {
    double[] flow = flowZ;
    flowZ = flowZAbove;
    flowZAbove = flow;
  }
}
