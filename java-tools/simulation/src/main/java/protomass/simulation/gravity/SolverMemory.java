package protomass.simulation.gravity;

import protomass.simulation.mesh.Potential;

/**
 * Where the solver's arrays lie in a block's memory for its next state, which is free between two
 * sweeps. Each is laid out as the potential.
 */
final class SolverMemory {
  /** The potential after a relaxation, or a residual. */
  static final int WORK = 0;

  /** Right-hand side of the level's equation. */
  static final int RIGHT = Potential.LENGTH;

  /** The potential before a coarse correction, then the correction. */
  static final int BEFORE = 2 * Potential.LENGTH;

  /** 4 pi G (density - mean density). */
  static final int SOURCE = 3 * Potential.LENGTH;

  private SolverMemory() {}
}
