package protomass.vision.augmentation;

import protomass.core.error.UsageException;
import protomass.core.random.RandomStream;

/**
 * Which samples make up which batch: every pass over the data has a permutation of its own, keyed
 * by seed and epoch; samples that do not fill a last batch sit out that pass. A restart at any
 * iteration continues the same order exactly. Not safe for use by several threads.
 */
final class DataOrder {
  private static final String PURPOSE = "data.order";

  private final long seed;
  private final int count;
  private final int batchSize;
  private int[] order = new int[0];
  private int orderEpoch = -1;

  DataOrder(long seed, long count, int batchSize) {
    if (count < batchSize) {
      throw new UsageException(
          "a batch of %d samples is larger than the data (%d pictures)".formatted(batchSize, count),
          "make the batch smaller or give more shards");
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new UsageException(
          "%d pictures are more than one run can shuffle".formatted(count),
          "give at most %d".formatted(Integer.MAX_VALUE - 8));
    }
    this.seed = seed;
    this.count = (int) count;
    this.batchSize = batchSize;
  }

  /** Batches of one pass over the data. */
  long batchesPerEpoch() {
    return count / batchSize;
  }

  /** Passes over the data that are complete before an iteration. */
  int epoch(long iteration) {
    return Math.toIntExact(iteration / batchesPerEpoch());
  }

  /** Numbers of the samples of an iteration's batch. */
  int[] samples(long iteration) {
    int epoch = epoch(iteration);
    if (epoch != orderEpoch) {
      order = RandomStream.of(seed, PURPOSE, epoch).permutation(count);
      orderEpoch = epoch;
    }
    int first = (int) (iteration % batchesPerEpoch()) * batchSize;
    int[] samples = new int[batchSize];
    System.arraycopy(order, first, samples, 0, batchSize);
    return samples;
  }
}
