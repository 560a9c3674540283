package protomass.vision.recipe;

/**
 * Length of the training.
 *
 * @param epochs passes over the images
 * @param warmupEpochs epochs in which the learning rate rises from 0
 * @param batchSize images of a step
 * @param logEvery steps between two lines of metrics
 */
public record ScheduleRecipe(int epochs, int warmupEpochs, int batchSize, int logEvery) {
  public ScheduleRecipe {
    Check.atLeast("schedule.epochs", epochs, 1);
    Check.atLeast("schedule.warmup-epochs", warmupEpochs, 0);
    Check.atLeast("schedule.batch-size", batchSize, 2);
    Check.atLeast("schedule.log-every", logEvery, 1);
    if (warmupEpochs > epochs) {
      throw new protomass.core.error.UsageException(
          "schedule.warmup-epochs %d is above schedule.epochs %d".formatted(warmupEpochs, epochs),
          "lower it");
    }
  }
}
