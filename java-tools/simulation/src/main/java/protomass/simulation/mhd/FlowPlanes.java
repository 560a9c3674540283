package protomass.simulation.mhd;

import protomass.simulation.mesh.PatchState;
import protomass.simulation.mesh.State;

/**
 * What flowed through planes of faces of a patch, by axis and plane, as [variable][second][first
 * transverse axis] on all faces of the plane.
 */
public final class FlowPlanes {
  private final int side;
  private final int spacing;
  private final double[][][] flows;

  /**
   * @param spacing cells from a plane to the next, a divisor of the patch's side
   */
  public FlowPlanes(PatchState patch, int spacing) {
    side = patch.side();
    this.spacing = spacing;
    flows = new double[3][side / spacing + 1][State.VARIABLES * side * side];
  }

  /** The flow of a variable through the lower face, along an axis, of the cell at a position. */
  public double at(int variable, int axis, int position, int first, int second) {
    return flows[axis][position / spacing][(variable * side + second) * side + first];
  }

  void takeXandY(SweepScratch scratch, int k) {
    for (int position = 0; position <= side; position += spacing) {
      take(scratch.flowX, scratch, scratch.origin + position, scratch.row, flow(0, position), k);
      take(
          scratch.flowY, scratch, scratch.origin + position * scratch.row, 1, flow(1, position), k);
    }
  }

  void takeZ(SweepScratch scratch, int k) {
    if (k % spacing != 0) {
      return;
    }
    double[] target = flow(2, k);
    for (int variable = 0; variable < State.VARIABLES; variable++) {
      for (int j = 0; j < side; j++) {
        System.arraycopy(
            scratch.flowZAbove,
            variable * scratch.length + scratch.origin + j * scratch.row,
            target,
            (variable * side + j) * side,
            side);
      }
    }
  }

  private double[] flow(int axis, int position) {
    return flows[axis][position / spacing];
  }

  private void take(
      double[] from, SweepScratch scratch, int start, int step, double[] target, int second) {
    for (int variable = 0; variable < State.VARIABLES; variable++) {
      int source = variable * scratch.length + start;
      int to = (variable * side + second) * side;
      for (int first = 0; first < side; first++) {
        target[to + first] = from[source + first * step];
      }
    }
  }
}
