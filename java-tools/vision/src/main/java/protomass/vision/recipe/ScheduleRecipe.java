package protomass.vision.recipe;

import protomass.core.error.Bounds;

/**
 * Length of the training.
 *
 * @param epochs passes over the images
 * @param warmupEpochs epochs in which the learning rate rises from 0
 * @param batchSize images of a step
 * @param logEvery steps between two lines of metrics
 */
public record ScheduleRecipe(int epochs, int warmupEpochs, int batchSize, int logEvery) {
  private static final long MOST_EPOCHS = 1_000_000;
  private static final long MOST_IMAGES = 1 << 20;

  public ScheduleRecipe {
    Bounds.within("schedule.epochs", epochs, 1, MOST_EPOCHS);
    Bounds.within("schedule.warmup-epochs", warmupEpochs, 0, MOST_EPOCHS);
    Bounds.within("schedule.batch-size", batchSize, 2, MOST_IMAGES);
    Bounds.atLeast("schedule.log-every", logEvery, 1);
    if (warmupEpochs > epochs) {
      throw new protomass.core.error.UsageException(
          "schedule.warmup-epochs %d is above schedule.epochs %d".formatted(warmupEpochs, epochs),
          "lower it");
    }
  }
}
