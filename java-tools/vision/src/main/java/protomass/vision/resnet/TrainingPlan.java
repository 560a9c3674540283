package protomass.vision.resnet;

import protomass.core.error.UsageException;

/**
 * How the baseline is trained.
 *
 * @param epochs passes over the training rows
 * @param warmUpEpochs of them with a rising learning rate
 * @param batchSize maps per step, at most
 * @param learningRate at its peak
 * @param weightDecay of convolutions and the last layer by AdamW, of all parameters by SGD
 * @param flips whether maps are mirrored at random
 * @param seed of the initial weights, the order and the flips
 */
record TrainingPlan(
    int epochs,
    int warmUpEpochs,
    int batchSize,
    double learningRate,
    double weightDecay,
    boolean flips,
    long seed) {
  TrainingPlan {
    require(epochs >= 1, "--epochs " + epochs, "give at least 1");
    require(
        warmUpEpochs >= 0 && warmUpEpochs <= epochs,
        "--warm-up-epochs " + warmUpEpochs,
        "give 0 to --epochs, which is " + epochs);
    require(
        batchSize >= 2,
        "--batch-size " + batchSize,
        "give at least 2, batch normalisation needs a variance");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "--learning-rate " + learningRate,
        "give a positive number");
    require(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "--weight-decay " + weightDecay,
        "give 0 or a positive number");
  }

  /** The schedule for so many training rows. */
  LearningRateSchedule schedule(int rows) {
    long steps = Batches.count(rows, batchSize);
    return new LearningRateSchedule(learningRate, steps * warmUpEpochs, steps * epochs);
  }

  private static void require(boolean holds, String fault, String mend) {
    if (!holds) {
      throw new UsageException(fault, mend);
    }
  }
}
