package protomass.snapshot.overlap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states at the eight corners of every region, to be looked up by state. */
final class CornerIndex {
  private static final int CORNERS = 8;

  private final int size;
  private final Map<Long, List<Corner>> byState = new HashMap<>();
  private long[] sortedStates = {};

  /** A corner of a region; bits 0, 1, 2 of the number choose the upper end along x, y, z. */
  private record Corner(int region, int number) {}

  CornerIndex(int size) {
    this.size = size;
  }

  void add(int region, long[] states) {
    for (int number = 0; number < CORNERS; number++) {
      int cell = (position(number, 0) * size + position(number, 1)) * size + position(number, 2);
      byState.computeIfAbsent(states[cell], s -> new ArrayList<>()).add(new Corner(region, number));
    }
    sortedStates = byState.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /**
   * Looks for corners of other regions in one region.
   *
   * @param most a state that is found in more cells than this says nothing about the place and is
   *     left out
   * @return for each other region the offsets at which one of its corners would fit
   */
  Map<Integer, List<Offset>> candidates(int region, long[] states, int most) {
    Map<Integer, List<Offset>> found = new HashMap<>();
    for (Map.Entry<Long, List<Integer>> match : cellsByState(states, most).entrySet()) {
      if (match.getValue().size() > most) {
        continue;
      }
      for (Corner corner : byState.get(match.getKey())) {
        if (corner.region() != region) {
          List<Offset> offsets = found.computeIfAbsent(corner.region(), r -> new ArrayList<>());
          match.getValue().forEach(cell -> offsets.add(offset(cell, corner.number())));
        }
      }
    }
    return found;
  }

  /** The cells of each state that is a corner's; one more than wanted tells a state too common. */
  private Map<Long, List<Integer>> cellsByState(long[] states, int most) {
    Map<Long, List<Integer>> cells = new HashMap<>();
    for (int cell = 0; cell < states.length; cell++) {
      if (Arrays.binarySearch(sortedStates, states[cell]) >= 0) {
        List<Integer> same = cells.computeIfAbsent(states[cell], s -> new ArrayList<>());
        if (same.size() <= most) {
          same.add(cell);
        }
      }
    }
    return cells;
  }

  private Offset offset(int cell, int corner) {
    return new Offset(
        cell / (size * size) - position(corner, 0),
        cell / size % size - position(corner, 1),
        cell % size - position(corner, 2));
  }

  private int position(int corner, int axis) {
    return (corner >> axis & 1) == 0 ? 0 : size - 1;
  }
}
