package protomass.snapshot.ramses;

/**
 * The order in which RAMSES lines up cells to part them among ranks: Hilbert's curve in three
 * dimensions as Butz built it, computed as Hamilton (2006, Dalhousie University CS-2006-07) does,
 * with x, z, y as first, second and third dimension. Checked against the domains of real outputs.
 *
 * <p>Walking down an octree, a node's state tells where each of its eight children comes in the
 * order and what state the child has.
 */
final class HilbertCurve {
  /** The state of the root. */
  static final int ROOT = 0;

  private static final int CHILDREN = 8;
  private static final int DIMENSIONS = 3;
  private static final int STATES = CHILDREN * DIMENSIONS;

  private static final int[][] PLACE = new int[STATES][CHILDREN];
  private static final int[][] NEXT = new int[STATES][CHILDREN];

  static {
    for (int entry = 0; entry < CHILDREN; entry++) {
      for (int direction = 0; direction < DIMENSIONS; direction++) {
        for (int child = 0; child < CHILDREN; child++) {
          set(entry, direction, child);
        }
      }
    }
  }

  private HilbertCurve() {}

  /**
   * Where a child comes among the eight of its node.
   *
   * @param child bits 0, 1, 2 tell whether it is the upper one along x, y, z
   */
  static int place(int state, int child) {
    return PLACE[state][dimensions(child)];
  }

  /** The state of a child. */
  static int next(int state, int child) {
    return NEXT[state][dimensions(child)];
  }

  private static int dimensions(int child) {
    return (child & 1) | (child >> 2 & 1) << 1 | (child >> 1 & 1) << 2;
  }

  private static void set(int entry, int direction, int child) {
    int turned = rotateRight(child ^ entry, direction + 1);
    int place = turned ^ (turned >> 1) ^ (turned >> 2);
    int state = entry * DIMENSIONS + direction;
    PLACE[state][child] = place;
    int nextEntry = entry ^ rotateLeft(place == 0 ? 0 : gray((place - 1) / 2 * 2), direction + 1);
    int nextDirection = (direction + axis(place) + 1) % DIMENSIONS;
    NEXT[state][child] = nextEntry * DIMENSIONS + nextDirection;
  }

  /** The dimension along which the curve crosses the child at a place. */
  private static int axis(int place) {
    if (place == 0) {
      return 0;
    }
    int odd = place % 2 == 0 ? place - 1 : place;
    return Integer.numberOfTrailingZeros(~odd) % DIMENSIONS;
  }

  private static int gray(int number) {
    return number ^ (number >> 1);
  }

  private static int rotateRight(int bits, int by) {
    int steps = by % DIMENSIONS;
    return (bits >> steps | bits << (DIMENSIONS - steps)) & (CHILDREN - 1);
  }

  private static int rotateLeft(int bits, int by) {
    return rotateRight(bits, DIMENSIONS - by % DIMENSIONS);
  }
}
