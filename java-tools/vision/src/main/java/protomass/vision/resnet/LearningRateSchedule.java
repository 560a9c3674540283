package protomass.vision.resnet;

/**
 * The study's schedule: linear warm-up to the peak, then half a cosine down to zero.
 *
 * @param peak the highest learning rate
 * @param warmUpSteps steps until the peak is reached
 * @param steps all steps of the training
 */
record LearningRateSchedule(double peak, long warmUpSteps, long steps) {
  /**
   * The learning rate of a step.
   *
   * @param step 0-based
   */
  double at(long step) {
    if (step < warmUpSteps) {
      return peak * (step + 1) / warmUpSteps;
    }
    double progress = (double) (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
    return peak * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
  }
}
