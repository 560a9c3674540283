package protomass.simulation.mhd;

import protomass.simulation.mesh.PatchState;

/**
 * A step of ideal isothermal magnetohydrodynamics over one patch: MUSCL-Hancock (van Leer 1979)
 * with the slopes of all three directions in the predictor, plane by plane, so that all scratch
 * stays in a processor's cache.
 */
public final class Sweep {
  private final SweepKernel kernel;
  private final PatchState patch;
  private final SweepScratch scratch;

  private Sweep(SweepKernel kernel, PatchState patch) {
    this.kernel = kernel;
    this.patch = patch;
    scratch = new SweepScratch(patch);
  }

  /** On Java's vectors. */
  public static Sweep vectorised(PatchState patch) {
    return new Sweep(new VectorKernel(), patch);
  }

  /** The same bits without vectors, for tests. */
  public static Sweep plain(PatchState patch) {
    return new Sweep(new PlainKernel(), patch);
  }

  /**
   * Takes the patch, whose ghosts are filled, one step further.
   *
   * @param planes takes what flows through some planes of faces; or null
   * @return whether some cell has to be redone
   */
  public boolean step(SweepParameters parameters, FlowPlanes planes) {
    int side = patch.side();
    int row = patch.row();
    // From the cell (-1, -1) to the cell (side, side) of a plane, ghosts between rows included.
    int count = (side + 1) * row + side + 2;
    int inner = (side - 1) * row + side;
    int origin = scratch.origin;
    boolean mustRedo = false;
    for (int k = -1; k <= side; k++) {
      predict(patch.index(-1, -1, k), count, parameters);
      if (k >= 0) {
        scratch.advanceFlow();
        kernel.flows(
            scratch.upperZBelow,
            origin,
            scratch.lowerZ,
            origin,
            scratch.flowZAbove,
            origin,
            inner,
            2,
            scratch,
            parameters);
        if (planes != null) {
          planes.takeZ(scratch, k);
        }
        if (k > 0) {
          mustRedo |=
              kernel.update(
                  patch.values(), patch.length(), patch.index(0, 0, k - 1), scratch, parameters);
        }
        if (k < side) {
          flowsInPlane(inner, parameters);
          if (planes != null) {
            planes.takeXandY(scratch, k);
          }
        }
      }
      scratch.advance();
    }
    return mustRedo;
  }

  private void predict(int start, int count, SweepParameters parameters) {
    double[] state = patch.values();
    int length = patch.length();
    kernel.slopes(state, length, start, count, 1, 0, scratch, parameters);
    kernel.slopes(state, length, start, count, patch.row(), 1, scratch, parameters);
    kernel.slopes(state, length, start, count, patch.plane(), 2, scratch, parameters);
    kernel.faceStates(state, length, start, count, scratch, parameters);
  }

  private void flowsInPlane(int inner, SweepParameters parameters) {
    int origin = scratch.origin;
    int row = patch.row();
    kernel.flows(
        scratch.upperX,
        origin - 1,
        scratch.lowerX,
        origin,
        scratch.flowX,
        origin,
        inner + 1,
        0,
        scratch,
        parameters);
    kernel.flows(
        scratch.upperY,
        origin - row,
        scratch.lowerY,
        origin,
        scratch.flowY,
        origin,
        inner + row,
        1,
        scratch,
        parameters);
  }
}
