package protomass.vision.augmentation;

import protomass.core.error.Bounds;

/**
 * What a loader prepares and with how much room.
 *
 * @param seed the run's seed
 * @param batchSize samples per batch
 * @param microBatches equal parts in which a batch is delivered, one after the other
 * @param firstIteration number of the first batch (not part), 0 for a new run
 * @param threads threads that read and augment; no influence on what is loaded
 * @param batchesAhead parts kept ready or in the making beside the one in use, which bounds the
 *     memory; no influence on what is loaded
 */
public record LoaderPlan(
    long seed,
    int batchSize,
    int microBatches,
    long firstIteration,
    int threads,
    int batchesAhead) {
  public LoaderPlan {
    Bounds.within("batch size", batchSize, 1, 1 << 20);
    if (microBatches < 1 || batchSize % microBatches != 0) {
      throw new IllegalArgumentException(
          "%d samples cannot be cut into %d parts".formatted(batchSize, microBatches));
    }
    Bounds.within("first iteration", firstIteration, 0, Long.MAX_VALUE);
    Bounds.within("number of loader threads", threads, 1, 1024);
    Bounds.within("number of batches read ahead", batchesAhead, 1, 64);
  }

  /** Samples of a part. */
  int microBatchSize() {
    return batchSize / microBatches;
  }
}
