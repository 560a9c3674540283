package protomass.vision.resnet;

import java.util.Locale;

/** Which optimizer trains the baseline, with the weight decay that is usual for it. */
enum OptimizerKind {
  ADAMW(0.05),

  /**
   * The weight decay is the ResNet paper's (He et al. 2016, section 3.4). Its rate of 0.1 is one
   * for classes: a square error is steeper, and from about 0.01 on the loss is soon not finite.
   */
  SGD(1e-4);

  private final double weightDecay;

  OptimizerKind(double weightDecay) {
    this.weightDecay = weightDecay;
  }

  /** The usual weight decay. */
  double weightDecay() {
    return weightDecay;
  }

  /** The name on the command line: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
