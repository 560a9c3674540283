package protomass.simulation.mhd;

/**
 * The arithmetic of a sweep on runs of cells. Axes are given as 0, 1, 2; a run of the axis n sees
 * velocities and fields as normal (n) and transverse (n + 1, n + 2, cyclic).
 */
interface SweepKernel {
  /**
   * Slopes along one axis, and what they add to the decrease of the primitive variables.
   *
   * @param state of a patch, variables {@code stateLength} apart
   * @param start of the run in the state
   * @param count of cells
   * @param step from a cell to the next along the axis, in the state
   */
  void slopes(
      double[] state,
      int stateLength,
      int start,
      int count,
      int step,
      int axis,
      SweepScratch scratch,
      SweepParameters parameters);

  /** States on the six faces of each cell of the run after half a step. */
  void faceStates(
      double[] state,
      int stateLength,
      int start,
      int count,
      SweepScratch scratch,
      SweepParameters parameters);

  /**
   * Flows between left and right states: HLLD of isothermal gas (Mignone 2007), with the normal
   * field and the cleaning scalar of Dedner et al. (2002).
   */
  void flows(
      double[] left,
      int leftStart,
      double[] right,
      int rightStart,
      double[] flow,
      int flowStart,
      int count,
      int axis,
      SweepScratch scratch,
      SweepParameters parameters);

  /**
   * Changes a plane of the patch by what flows through its faces.
   *
   * @param start of the cell (0, 0) in the state
   * @return whether some cell has too little density, too much speed or no number
   */
  boolean update(
      double[] state, int stateLength, int start, SweepScratch scratch, SweepParameters parameters);
}
