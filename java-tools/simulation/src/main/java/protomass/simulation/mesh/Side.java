package protomass.simulation.mesh;

/** The six sides of a cube: lower and upper x, lower and upper y, lower and upper z. */
public final class Side {
  public static final int COUNT = 6;

  private Side() {}

  /** 0 for x, 1 for y, 2 for z. */
  public static int axis(int side) {
    return side >> 1;
  }

  public static boolean isUpper(int side) {
    return (side & 1) == 1;
  }

  public static int opposite(int side) {
    return side ^ 1;
  }

  /** The offset along an axis of what lies beyond a side: -1, 0 or 1. */
  public static int offset(int side, int axis) {
    if (axis(side) != axis) {
      return 0;
    }
    return isUpper(side) ? 1 : -1;
  }

  /** The index among 27 neighbours of the one beyond a side. */
  public static int direction(int side) {
    return Block.direction(offset(side, 0), offset(side, 1), offset(side, 2));
  }

  /** The first of the two axes along a side's plane: y for x, else x. */
  public static int firstTransverse(int axis) {
    return axis == 0 ? 1 : 0;
  }

  /** The second of the two axes along a side's plane: y for z, else z. */
  public static int secondTransverse(int axis) {
    return axis == 2 ? 1 : 2;
  }
}
