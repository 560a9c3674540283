package protomass.vision.augmentation;

import protomass.core.error.Bounds;

/**
 * What a loader prepares and with how much room.
 *
 * @param seed the run's seed
 * @param batchSize samples per batch
 * @param firstIteration number of the first batch, 0 for a new run
 * @param threads threads that read and augment; no influence on what is loaded
 * @param batchesAhead batches kept ready or in the making beside the one in use, which bounds the
 *     memory; no influence on what is loaded
 */
public record LoaderPlan(
    long seed, int batchSize, long firstIteration, int threads, int batchesAhead) {
  public LoaderPlan {
    Bounds.within("batch size", batchSize, 1, 1 << 20);
    Bounds.within("first iteration", firstIteration, 0, Long.MAX_VALUE);
    Bounds.within("number of loader threads", threads, 1, 1024);
    Bounds.within("number of batches read ahead", batchesAhead, 1, 64);
  }
}
