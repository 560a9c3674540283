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
 * Units of maps that stay whole (groups of stars, clouds or single maps) and how they are dealt
 * out. Everything is a function of the seed and of the units in their order.
 */
final class WholeUnits {
  /** A unit and how many maps it holds. */
  private record Unit(String name, int maps) {}

  private static final Comparator<Unit> BY_SIZE = Comparator.comparingInt(Unit::maps);

  private final List<Unit> units;
  private final int maps;

  private WholeUnits(List<Unit> units, int maps) {
    this.units = units;
    this.maps = maps;
  }

  /**
   * @param unitOfMap the unit's name of each map
   */
  static WholeUnits of(List<String> unitOfMap) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    unitOfMap.forEach(name -> sizes.merge(name, 1, Integer::sum));
    return new WholeUnits(
        sizes.entrySet().stream().map(entry -> new Unit(entry.getKey(), entry.getValue())).toList(),
        unitOfMap.size());
  }

  int count() {
    return units.size();
  }

  /**
   * Chooses the test side. Units come in random order; each is taken if that brings the number of
   * test maps nearer to the fraction asked for. Both sides get at least one unit.
   *
   * @param fraction of the maps, in (0, 1)
   * @throws IllegalStateException when there are fewer than two units
   */
  Set<String> chooseTest(double fraction, long seed) {
    if (units.size() < 2) {
      throw new IllegalStateException("cannot part " + units.size() + " unit");
    }
    List<Unit> order = shuffled(seed, "split.test");
    double target = fraction * maps;
    Set<String> test = new HashSet<>();
    int taken = 0;
    for (Unit unit : order) {
      if (Math.abs(taken + unit.maps() - target) < Math.abs(taken - target)) {
        test.add(unit.name());
        taken += unit.maps();
      }
    }
    if (test.isEmpty()) {
      test.add(Collections.min(order, BY_SIZE).name());
    } else if (test.size() == units.size()) {
      test.remove(Collections.min(order, BY_SIZE).name());
    }
    return test;
  }

  /**
   * Deals the units out to folds of nearly equal numbers of maps: the largest first, each to the
   * emptiest fold, in random order among equals.
   *
   * @param folds at most {@link #count()} of them are used
   * @return the 0-based fold of each unit
   */
  Map<String, Integer> deal(int folds, long seed) {
    int used = Math.min(folds, units.size());
    int[] mapsInFold = new int[used];
    Map<String, Integer> foldOfUnit = new HashMap<>();
    List<Unit> order = new ArrayList<>(shuffled(seed, "split.folds"));
    order.sort(BY_SIZE.reversed());
    for (Unit unit : order) {
      int fold = emptiest(mapsInFold);
      mapsInFold[fold] += unit.maps();
      foldOfUnit.put(unit.name(), fold);
    }
    return foldOfUnit;
  }

  private List<Unit> shuffled(long seed, String purpose) {
    return Arrays.stream(RandomStream.of(seed, purpose).permutation(units.size()))
        .mapToObj(units::get)
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
