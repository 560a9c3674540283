package protomass.vision.augmentation;

import protomass.core.error.Bounds;

/**
 * How often and how strongly crops are blurred, with a Gaussian kernel of 9×9 pixels.
 *
 * <p>The official DINOv2 code hands its blur the probability of <em>not</em> blurring: its
 * arguments 1.0, 0.1 and 0.5 leave the first global crop always sharp, blur the second in 9 of 10
 * cases and a local crop in every second. All released weights were trained so. The values here are
 * the probabilities of blurring, hence 0.0, 0.9 and 0.5.
 *
 * @param firstGlobal probability of blurring the first global crop
 * @param secondGlobal probability of blurring the second global crop
 * @param local probability of blurring a local crop
 * @param minimumSigma smallest standard deviation of the kernel [px of the crop]
 * @param maximumSigma largest standard deviation of the kernel [px of the crop]
 */
public record BlurRecipe(
    double firstGlobal,
    double secondGlobal,
    double local,
    double minimumSigma,
    double maximumSigma) {
  private static final double SHARPEST = 0.01;
  private static final double SOFTEST = 100;

  public BlurRecipe {
    Bounds.share("blur probability of the first global crop", firstGlobal);
    Bounds.share("blur probability of the second global crop", secondGlobal);
    Bounds.share("blur probability of a local crop", local);
    Bounds.within("minimum blur sigma", minimumSigma, SHARPEST, SOFTEST);
    Bounds.within("maximum blur sigma", maximumSigma, SHARPEST, SOFTEST);
    Bounds.ordered("blur sigma", minimumSigma, maximumSigma);
  }

  double probability(CropRole role) {
    return switch (role) {
      case FIRST_GLOBAL -> firstGlobal;
      case SECOND_GLOBAL -> secondGlobal;
      case LOCAL -> local;
    };
  }
}
