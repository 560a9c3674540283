package protomass.inference.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import protomass.core.random.RandomStream;

/**
 * Groups of maps that stay whole (groups of stars, clouds or single maps) and how they are dealt
 * out. Everything is a function of the seed and of the groups in their order.
 */
final class GroupSplit {
  /** A group and how many maps it holds. */
  private record Group(String name, int maps) {}

  private static final Comparator<Group> BY_SIZE = Comparator.comparingInt(Group::maps);

  private final List<Group> groups;
  private final int maps;

  private GroupSplit(List<Group> groups, int maps) {
    this.groups = groups;
    this.maps = maps;
  }

  /**
   * @param groupOfMap the group's name of each map
   */
  static GroupSplit of(List<String> groupOfMap) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    groupOfMap.forEach(name -> sizes.merge(name, 1, Integer::sum));
    return new GroupSplit(
        sizes.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .toList(),
        groupOfMap.size());
  }

  int count() {
    return groups.size();
  }

  /**
   * Chooses the test side. Groups come in random order; each is taken if that brings the number of
   * test maps nearer to the fraction asked for. Both sides get at least one group.
   *
   * @param fraction of the maps, in (0, 1)
   * @throws IllegalStateException when there are fewer than two groups
   */
  Set<String> chooseTest(double fraction, long seed) {
    if (groups.size() < 2) {
      throw new IllegalStateException("cannot split " + groups.size() + " group");
    }
    List<Group> order = shuffled(seed, "split.test");
    double target = fraction * maps;
    Set<String> test = new HashSet<>();
    int taken = 0;
    for (Group group : order) {
      if (Math.abs(taken + group.maps() - target) < Math.abs(taken - target)) {
        test.add(group.name());
        taken += group.maps();
      }
    }
    if (test.isEmpty()) {
      test.add(Collections.min(order, BY_SIZE).name());
    } else if (test.size() == groups.size()) {
      test.remove(Collections.min(order, BY_SIZE).name());
    }
    return test;
  }

  /**
   * Deals the groups out to folds of nearly equal numbers of maps: the largest first, each to the
   * emptiest fold, in random order among equals.
   *
   * @param folds at most {@link #count()} of them are used
   * @return the 0-based fold of each group
   */
  Map<String, Integer> deal(int folds, long seed) {
    int used = Math.min(folds, groups.size());
    int[] mapsInFold = new int[used];
    Map<String, Integer> foldOfGroup = new HashMap<>();
    List<Group> order = new ArrayList<>(shuffled(seed, "split.folds"));
    order.sort(BY_SIZE.reversed());
    for (Group group : order) {
      int fold = emptiest(mapsInFold);
      mapsInFold[fold] += group.maps();
      foldOfGroup.put(group.name(), fold);
    }
    return foldOfGroup;
  }

  private List<Group> shuffled(long seed, String purpose) {
    return Arrays.stream(RandomStream.of(seed, purpose).permutation(groups.size()))
        .mapToObj(groups::get)
        .toList();
  }

  private static int emptiest(int[] mapsInFold) {
    int best = 0;
    for (int fold = 1; fold < mapsInFold.length; fold++) {
      if (mapsInFold[fold] < mapsInFold[best]) {
        best = fold;
      }
    }
    return best;
  }
}
