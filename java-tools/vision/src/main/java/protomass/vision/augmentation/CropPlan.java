package protomass.vision.augmentation;

import java.util.Optional;
import java.util.OptionalDouble;
import protomass.core.random.RandomStream;

/**
 * Everything that is drawn for one crop. Applied in the order of the components, then normalised.
 *
 * @param box the part of the picture
 * @param flip whether left and right are mirrored
 * @param jitter the change of values, if any
 * @param grey whether the colour is removed
 * @param blurSigma standard deviation of the blur [px of the crop], if any
 * @param solarize whether bright values are inverted
 */
public record CropPlan(
    CropBox box,
    boolean flip,
    Optional<Jitter> jitter,
    boolean grey,
    OptionalDouble blurSigma,
    boolean solarize) {

  /** Draws the plan of one crop of a picture of the given size [px]. */
  static CropPlan draw(
      RandomStream random, AugmentationRecipe recipe, CropRole role, int width, int height) {
    CropBox box = CropBox.random(random, recipe.crop(role), width, height);
    boolean flip = random.nextDouble() < recipe.flipProbability();
    Optional<Jitter> jitter = drawJitter(random, recipe);
    boolean grey =
        recipe.channels() == ChannelKind.COLOUR && random.nextDouble() < recipe.greyProbability();
    BlurRecipe blur = recipe.blur();
    OptionalDouble sigma =
        random.nextDouble() < blur.probability(role)
            ? OptionalDouble.of(random.nextDouble(blur.minimumSigma(), blur.maximumSigma()))
            : OptionalDouble.empty();
    boolean solarize =
        role == CropRole.SECOND_GLOBAL && random.nextDouble() < recipe.solarizeProbability();
    return new CropPlan(box, flip, jitter, grey, sigma, solarize);
  }

  private static Optional<Jitter> drawJitter(RandomStream random, AugmentationRecipe recipe) {
    if (random.nextDouble() >= recipe.jitter().probability()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (recipe.channels()) {
          case COLOUR -> ColourJitter.draw(random, recipe.jitter());
          case PHYSICAL -> ChannelJitter.draw(random, recipe.jitter());
        });
  }
}
