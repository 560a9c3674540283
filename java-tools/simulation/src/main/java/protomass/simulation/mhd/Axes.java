package protomass.simulation.mhd;

import protomass.simulation.mesh.State;

/** Which variables are the normal and the transverse components along an axis. */
record Axes(int u, int v, int w) {
  private static final Axes[] ALL = {new Axes(1, 2, 3), new Axes(2, 3, 1), new Axes(3, 1, 2)};
  private static final int TO_FIELD = State.FIELD - State.VELOCITY;

  static Axes of(int axis) {
    return ALL[axis];
  }

  int bu() {
    return u + TO_FIELD;
  }

  int bv() {
    return v + TO_FIELD;
  }

  int bw() {
    return w + TO_FIELD;
  }
}
