package protomass.simulation.mhd;

import static protomass.simulation.mesh.State.FIELD;
import static protomass.simulation.mesh.State.VARIABLES;
import static protomass.simulation.mesh.State.VELOCITY;

import protomass.simulation.mesh.Block;

/** Changes of a cell's density, momentum, field and cleaning scalar. */
final class Conserved {
  private Conserved() {}

  /** Adds to a cell of a block, whose state holds velocities. */
  static void add(double[] state, int cell, double[] change) {
    double old = state[cell];
    double density = old + change[0];
    state[cell] = density;
    for (int v = VELOCITY; v < VELOCITY + 3; v++) {
      int at = v * Block.CELLS + cell;
      state[at] = (state[at] * old + change[v]) / density;
    }
    for (int v = FIELD; v < VARIABLES; v++) {
      state[v * Block.CELLS + cell] += change[v];
    }
  }
}
