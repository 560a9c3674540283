package protomass.snapshot.grid;

/** Which index of a cell runs fastest in a file. */
public enum CellOrder {
  /** Along x: the last index of an array [z][y][x]. */
  X_FASTEST,
  /** Along z: the last index of an array [x][y][z]. */
  Z_FASTEST;

  /** The axis whose index runs fastest, second and slowest, by place 0, 1 and 2. */
  int axis(int place) {
    return this == X_FASTEST ? place : 2 - place;
  }
}
