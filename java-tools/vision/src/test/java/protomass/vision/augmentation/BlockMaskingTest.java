package protomass.vision.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;

class BlockMaskingTest {
  private static final int SIDE = 14;
  private static final int PATCHES = SIDE * SIDE;
  private static final int CROPS = 21;

  private final BlockMasking masking = BlockMasking.of(MaskRecipe.official(), 112, 8);

  @Test
  void masksTheWantedShareOfCropsAndPatches() {
    double total = 0;
    int iterations = 300;
    for (int iteration = 0; iteration < iterations; iteration++) {
      int[] counts =
          Arrays.stream(masking.masks(3, iteration, CROPS).masks())
              .mapToInt(MaskBatch::count)
              .filter(count -> count > 0)
              .sorted()
              .toArray();
      assertEquals(10, counts.length, "int(21 * 0.5)");
      for (int i = 0; i < counts.length; i++) {
        // The i-th smallest count cannot exceed the end of the i-th interval of ratios.
        assertTrue(counts[i] <= PATCHES * (0.1 + 0.04 * (i + 1)), Arrays.toString(counts));
      }
      total += Arrays.stream(counts).sum() / (double) counts.length / iterations;
    }
    // The mean wanted share is 0.3, less half a patch by rounding down; some masks end short.
    assertTrue(total > 0.97 * 0.3 * PATCHES && total < 0.3 * PATCHES, "mean count " + total);
  }

  @Test
  void everyCropIsMaskedAlikeOften() {
    int iterations = 2000;
    int[] masked = new int[CROPS];
    for (int iteration = 0; iteration < iterations; iteration++) {
      boolean[][] masks = masking.masks(4, iteration, CROPS).masks();
      IntStream.range(0, CROPS)
          .filter(crop -> MaskBatch.count(masks[crop]) > 0)
          .forEach(crop -> masked[crop]++);
    }
    // Binomial with 10/21: five standard deviations of 22.
    for (int count : masked) {
      assertEquals(iterations * 10 / 21.0, count, 112);
    }
  }

  @Test
  void aBlockIsARectangleOfPermittedAreaAndAspect() {
    int blocks = 0;
    for (int i = 0; i < 2000; i++) {
      boolean[] mask = new boolean[PATCHES];
      int added = masking.tryBlock(RandomStream.of(5, "test", i), mask, 40);
      assertEquals(MaskBatch.count(mask), added);
      if (added > 0) {
        int height = extent(mask, true);
        int width = extent(mask, false);
        assertEquals(added, height * width, "a filled rectangle");
        // Area 4 of aspect 1.8 rounds to 3×1: the only way below the smallest area.
        assertTrue(added >= 3 && added <= 40, "area " + added);
        // Each side is rounded by at most half a patch.
        assertTrue((height - 0.5) / (width + 0.5) <= 1 / 0.3, height + "×" + width);
        assertTrue((height + 0.5) / (width - 0.5) >= 0.3, height + "×" + width);
        blocks++;
      }
    }
    // Only blocks near 40 patches fail, by rounding up or by filling a whole side.
    assertTrue(blocks > 1800, "blocks " + blocks);
  }

  @Test
  void neverHidesMoreThanWantedAndHidesConnectedBlocks() {
    double neighbours = 0;
    double hidden = 0;
    for (int i = 0; i < 500; i++) {
      int wanted = i % (PATCHES / 2);
      boolean[] mask = masking.mask(RandomStream.of(6, "test", i), wanted);
      assertTrue(MaskBatch.count(mask) <= wanted);
      if (wanted == 40) {
        for (int patch = 0; patch < PATCHES; patch++) {
          if (mask[patch] && patch % SIDE < SIDE - 1) {
            hidden++;
            neighbours += mask[patch + 1] ? 1 : 0;
          }
        }
      }
    }
    // Scattered at random 40 of 196 patches would have a hidden right neighbour in 0.2 of cases.
    assertTrue(neighbours / hidden > 0.5, "share with a neighbour " + neighbours / hidden);
  }

  @Test
  void listsHiddenPatchesWithTheirWeights() {
    MaskBatch batch = masking.masks(7, 0, 8);
    int next = 0;
    for (int crop = 0; crop < 8; crop++) {
      double sum = 0;
      for (int patch = 0; patch < PATCHES; patch++) {
        if (batch.masks()[crop][patch]) {
          assertEquals((long) crop * PATCHES + patch, batch.indices()[next]);
          sum += batch.weights()[next];
          next++;
        }
      }
      assertEquals(MaskBatch.count(batch.masks()[crop]) > 0 ? 1 : 0, sum, 1e-5);
    }
    assertEquals(next, batch.indices().length);
    assertEquals(next, batch.weights().length);
  }

  @Test
  void isAPureFunctionOfSeedAndIteration() {
    MaskBatch expected = masking.masks(8, 41, 6);
    masking.masks(8, 40, 6);
    assertArrayEquals(expected.indices(), masking.masks(8, 41, 6).indices());
    assertFalse(Arrays.equals(expected.indices(), masking.masks(8, 42, 6).indices()));
    assertFalse(Arrays.equals(expected.indices(), masking.masks(9, 41, 6).indices()));
  }

  private static int extent(boolean[] mask, boolean rows) {
    IntSummaryStatistics places =
        IntStream.range(0, PATCHES)
            .filter(patch -> mask[patch])
            .map(patch -> rows ? patch / SIDE : patch % SIDE)
            .summaryStatistics();
    return places.getMax() - places.getMin() + 1;
  }
}
