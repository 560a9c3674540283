package protomass.vision.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.core.random.RandomStream;

@Timeout(60)
class CropLoaderTest {
  private static final int COUNT = 11;
  private static final int BATCH = 4;
  private static final long SEED = 21;

  private final MultiCrop multiCrop = new MultiCrop(AugmentationRecipes.small(ChannelKind.COLOUR));
  private final BlockMasking masking = BlockMasking.of(MaskRecipe.official(), 16, 2);

  @Test
  void equalsASequentialReference() {
    try (CropLoader loader = loader(0, 3, 2)) {
      assertEquals(2, loader.batchesPerEpoch());
      for (int iteration = 0; iteration < 7; iteration++) {
        assertSameBatch(reference(iteration), loader.next());
      }
    }
  }

  @Test
  void startsAnywhereWithAnyThreads() {
    for (int threads : new int[] {1, 2, 5}) {
      for (int first : new int[] {1, 2, 5}) {
        try (CropLoader loader = loader(first, threads, 1 + threads % 3)) {
          assertSameBatch(reference(first), loader.next());
          assertSameBatch(reference(first + 1), loader.next());
        }
      }
    }
  }

  @Test
  void aPassShowsNoSampleTwiceAndTheNextAnotherOrder() {
    DataOrder order = new DataOrder(SEED, COUNT, BATCH);
    Set<Integer> seen = new HashSet<>();
    for (int iteration = 0; iteration < 2; iteration++) {
      for (int sample : order.samples(iteration)) {
        assertTrue(sample >= 0 && sample < COUNT);
        assertTrue(seen.add(sample), "sample " + sample + " twice");
      }
    }
    int[] firstPass = order.samples(0);
    assertFalse(Arrays.equals(firstPass, order.samples(2)));
    assertEquals(1, order.epoch(2));
    assertArrayEquals(firstPass, order.samples(0), "back to the first pass");
  }

  @Test
  void readsAheadNoFurtherThanToldAndWhileTheCallerWorks() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    LongFunction<byte[]> counting =
        index -> {
          read.incrementAndGet();
          return AugmentationRecipes.picture(index);
        };
    try (CropLoader loader =
        new CropLoader(
            source(counting), multiCrop, masking, new LoaderPlan(SEED, BATCH, 1, 0, 2, 3))) {
      waitFor(read, 3 * BATCH);
      Thread.sleep(50);
      assertEquals(3 * BATCH, read.get());
      loader.next();
      waitFor(read, 4 * BATCH);
      Thread.sleep(50);
      assertEquals(4 * BATCH, read.get());
    }
  }

  @Test
  void throwsTheFailureOfASourceAtItsBatchAndCloses() {
    BadInputException failure =
        new BadInputException(Path.of("fractals-00001.tar"), "is truncated", "make it again");
    int[] secondBatch = new DataOrder(SEED, COUNT, BATCH).samples(1);
    LongFunction<byte[]> failing =
        index -> {
          if (index == secondBatch[2]) {
            throw failure;
          }
          return AugmentationRecipes.picture(index);
        };
    try (CropLoader loader =
        new CropLoader(
            source(failing), multiCrop, masking, new LoaderPlan(SEED, BATCH, 1, 0, 2, 2))) {
      assertSameBatch(reference(0), loader.next());
      assertSame(failure, assertThrows(BadInputException.class, loader::next));
      assertThrows(IllegalStateException.class, loader::next);
    }
  }

  @Test
  void endsItsThreadsWhenClosed() {
    CropLoader loader = loader(0, 3, 2);
    loader.next();
    loader.close();
    loader.close();
    assertThrows(IllegalStateException.class, loader::next);
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.isAlive() && thread.getName().startsWith("crop-loader-")));
  }

  @Test
  void reportsRateAndWaiting() throws InterruptedException {
    try (CropLoader loader = loader(0, 1, 1)) {
      assertEquals(0, loader.report().images());
      loader.next();
      LoaderReport early = loader.report();
      Thread.sleep(100);
      loader.next();
      LoaderReport report = loader.report();
      assertEquals(2 * BATCH, report.images());
      assertTrue(report.seconds() >= 0.1);
      assertTrue(report.waitedShare() >= 0 && report.waitedShare() < 1);
      assertEquals(2 * BATCH / report.seconds(), report.imagesPerSecond(), 1e-9);
      assertEquals(BATCH, report.since(early).images());
    }
  }

  @Test
  void refusesWhatCannotBeLoaded() {
    UsageException small = assertThrows(UsageException.class, () -> new DataOrder(SEED, 3, BATCH));
    assertEquals(
        "a batch of 4 samples is larger than the data (3 pictures);"
            + " make the batch smaller or give more shards",
        small.getMessage());
    UsageException large =
        assertThrows(
            UsageException.class,
            () ->
                new CropLoader(
                    AugmentationRecipes.source(1 << 20),
                    new MultiCrop(AugmentationRecipe.official()),
                    masking,
                    new LoaderPlan(SEED, 1 << 16, 1, 0, 1, 1)));
    assertTrue(large.getMessage().endsWith("raise execution.micro-batches"));
  }

  /** The batch made one crop at a time by its definition. */
  private CropBatch reference(int iteration) {
    int epoch = iteration / 2;
    int[] order = RandomStream.of(SEED, "data.order", epoch).permutation(COUNT);
    float[] global = new float[2 * BATCH * 768];
    float[] local = new float[3 * BATCH * 192];
    for (int i = 0; i < BATCH; i++) {
      int sample = order[iteration % 2 * BATCH + i];
      MultiCrop.Crops crops =
          multiCrop.crops(
              AugmentationRecipes.picture(sample), AugmentationRecipes.SIDE, SEED, epoch, sample);
      for (int crop = 0; crop < 2; crop++) {
        System.arraycopy(crops.global().get(crop), 0, global, (crop * BATCH + i) * 768, 768);
      }
      for (int crop = 0; crop < 3; crop++) {
        System.arraycopy(crops.local().get(crop), 0, local, (crop * BATCH + i) * 192, 192);
      }
    }
    return new CropBatch(
        iteration, iteration, epoch, global, local, masking.masks(SEED, iteration, 2 * BATCH));
  }

  private static void assertSameBatch(CropBatch expected, CropBatch actual) {
    assertEquals(expected.iteration(), actual.iteration());
    assertEquals(expected.epoch(), actual.epoch());
    assertArrayEquals(expected.globalCrops(), actual.globalCrops());
    assertArrayEquals(expected.localCrops(), actual.localCrops());
    assertArrayEquals(expected.masks().indices(), actual.masks().indices());
    assertArrayEquals(expected.masks().weights(), actual.masks().weights());
  }

  private static void waitFor(AtomicInteger read, int count) throws InterruptedException {
    while (read.get() < count) {
      Thread.sleep(1);
    }
  }

  private CropLoader loader(long first, int threads, int ahead) {
    return new CropLoader(
        AugmentationRecipes.source(COUNT),
        multiCrop,
        masking,
        new LoaderPlan(SEED, BATCH, 1, first, threads, ahead));
  }

  private static ImageSource source(LongFunction<byte[]> reader) {
    return new ImageSource() {
      @Override
      public long count() {
        return COUNT;
      }

      @Override
      public int side() {
        return AugmentationRecipes.SIDE;
      }

      @Override
      public byte[] rgb(long index) {
        return reader.apply(index);
      }
    };
  }
}
