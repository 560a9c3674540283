package protomass.snapshot.overlap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The box that two cubes have in common at an offset.
 *
 * @param first states of the cube whose frame the offset is in
 * @param second states of the cube whose lower corner lies at the offset
 */
record SharedBox(long[] first, long[] second, int size, Offset offset) {
  /** Whether every cell of the box has the same state in both cubes. */
  boolean agrees() {
    int zFrom = Math.max(0, offset.z());
    int zTo = Math.min(size, size + offset.z());
    for (int x = Math.max(0, offset.x()); x < Math.min(size, size + offset.x()); x++) {
      for (int y = Math.max(0, offset.y()); y < Math.min(size, size + offset.y()); y++) {
        int row = (x * size + y) * size;
        int other = ((x - offset.x()) * size + y - offset.y()) * size - offset.z();
        if (!Arrays.equals(first, row + zFrom, row + zTo, second, other + zFrom, other + zTo)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the box holds at least so many different states. */
  boolean showsStates(int wanted) {
    Set<Long> seen = new HashSet<>();
    for (int x = Math.max(0, offset.x()); x < Math.min(size, size + offset.x()); x++) {
      for (int y = Math.max(0, offset.y()); y < Math.min(size, size + offset.y()); y++) {
        for (int z = Math.max(0, offset.z()); z < Math.min(size, size + offset.z()); z++) {
          seen.add(first[(x * size + y) * size + z]);
          if (seen.size() >= wanted) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
