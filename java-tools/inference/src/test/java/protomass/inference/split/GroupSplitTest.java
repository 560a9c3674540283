package protomass.inference.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;

class GroupSplitTest {
  private static GroupSplit groups(int... sizes) {
    List<String> groupOfMap = new ArrayList<>();
    for (int group = 0; group < sizes.length; group++) {
      groupOfMap.addAll(Collections.nCopies(sizes[group], "u" + group));
    }
    return GroupSplit.of(groupOfMap);
  }

  private static int size(Set<String> test, int... sizes) {
    return test.stream().mapToInt(name -> sizes[Integer.parseInt(name.substring(1))]).sum();
  }

  @Test
  void bothSidesHaveMapsAndTheFractionIsMetToTheSmallestGroup() {
    for (int seed = 0; seed < 500; seed++) {
      RandomStream random = RandomStream.of(seed, "sizes");
      int[] sizes =
          IntStream.range(0, 2 + random.nextInt(30)).map(i -> 1 + random.nextInt(40)).toArray();
      double fraction = random.nextDouble(0.05, 0.95);
      int maps = Arrays.stream(sizes).sum();
      int test = size(groups(sizes).chooseTest(fraction, seed), sizes);
      assertTrue(test > 0 && test < maps, "seed " + seed);
      // Taking each group that helps leaves no group on the training side that would still help.
      int largest = Arrays.stream(sizes).max().orElseThrow();
      assertTrue(Math.abs(test - fraction * maps) <= largest, "seed " + seed);
    }
  }

  @Test
  void singleMapsMeetTheFractionExactly() {
    int[] ones = new int[2175];
    Arrays.fill(ones, 1);
    assertEquals(544, groups(ones).chooseTest(0.25, 1).size());
  }

  @Test
  void aHugeGroupStaysInTraining() {
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(Set.of("u1"), groups(100, 10, 100).chooseTest(0.1, seed));
    }
  }

  @Test
  void twoGroupsAreSplitWhateverTheFraction() {
    assertEquals(Set.of("u1"), groups(60, 50).chooseTest(0.01, 3));
    assertEquals(1, groups(60, 50).chooseTest(0.99, 3).size());
  }

  @Test
  void oneGroupCannotBeSplit() {
    assertThrows(IllegalStateException.class, () -> groups(60).chooseTest(0.5, 3));
  }

  @Test
  void theSeedDecides() {
    int[] ones = new int[100];
    Arrays.fill(ones, 1);
    assertEquals(groups(ones).chooseTest(0.25, 1), groups(ones).chooseTest(0.25, 1));
    assertNotEquals(groups(ones).chooseTest(0.25, 1), groups(ones).chooseTest(0.25, 2));
    assertNotEquals(groups(ones).deal(5, 1), groups(ones).deal(5, 2));
  }

  @Test
  void foldsAreEvenToTheLargestGroup() {
    int[] sizes = IntStream.range(0, 40).map(i -> 1 + i % 7).toArray();
    Map<String, Integer> foldOfGroup = groups(sizes).deal(5, 9);
    int[] mapsInFold = new int[5];
    foldOfGroup.forEach(
        (name, fold) -> mapsInFold[fold] += sizes[Integer.parseInt(name.substring(1))]);
    int spread =
        Arrays.stream(mapsInFold).max().orElseThrow()
            - Arrays.stream(mapsInFold).min().orElseThrow();
    assertTrue(spread <= 7, Arrays.toString(mapsInFold));
  }

  @Test
  void thereAreNoMoreFoldsThanGroups() {
    assertEquals(Set.of(0, 1), Set.copyOf(groups(5, 3).deal(5, 1).values()));
    assertFalse(groups(5, 3, 2).deal(2, 1).containsValue(2));
  }
}
