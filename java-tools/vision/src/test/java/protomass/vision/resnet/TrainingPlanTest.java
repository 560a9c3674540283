package protomass.vision.resnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
  @Test
  void warmsUpAndAnneals() {
    LearningRateSchedule schedule = new TrainingPlan(10, 1, 32, 0.4, 0, false, 1).schedule(128);
    assertEquals(4, schedule.warmUpSteps());
    assertEquals(40, schedule.steps());
    assertEquals(0.1, schedule.at(0), 1e-15);
    assertEquals(0.4, schedule.at(3), 1e-15);
    assertEquals(0.4, schedule.at(4), 1e-15);
    // Half way through the 36 steps of the cosine.
    assertEquals(0.2, schedule.at(22), 1e-15);
    assertTrue(schedule.at(39) > 0 && schedule.at(39) < 0.001);
  }

  @Test
  void cutsEveryRowIntoOneBatch() {
    for (int rows = 2; rows < 100; rows++) {
      for (int batchSize : new int[] {2, 7, 32}) {
        List<int[]> batches = Batches.of(rows, batchSize, 1, 3);
        assertEquals(Batches.count(rows, batchSize), batches.size());
        Set<Integer> seen = new HashSet<>();
        for (int[] batch : batches) {
          assertTrue(batch.length >= 2 && batch.length <= batchSize + 1, "of " + batch.length);
          IntStream.of(batch).forEach(seen::add);
        }
        assertEquals(rows, seen.size());
      }
    }
  }

  @Test
  void ordersEpochsDifferently() {
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    Batches.of(50, 50, 1, 0).forEach(batch -> IntStream.of(batch).forEach(first::add));
    Batches.of(50, 50, 1, 1).forEach(batch -> IntStream.of(batch).forEach(second::add));
    assertTrue(!first.equals(second));
  }

  @Test
  void mirrorsInAllFourWays() {
    float[] map = {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400};
    Set<List<Float>> seen = new HashSet<>();
    for (int row = 0; row < 40; row++) {
      float[] flipped = Flips.apply(map, 2, 1, 0, row);
      assertEquals(10 * flipped[0], flipped[4]);
      assertEquals(100 * flipped[3], flipped[11]);
      seen.add(List.of(flipped[0], flipped[1], flipped[2], flipped[3]));
    }
    assertEquals(
        Set.of(
            List.of(1f, 2f, 3f, 4f),
            List.of(2f, 1f, 4f, 3f),
            List.of(3f, 4f, 1f, 2f),
            List.of(4f, 3f, 2f, 1f)),
        seen);
    assertArrayEquals(new float[] {1, 2, 3, 4}, java.util.Arrays.copyOf(map, 4));
  }
}
