package protomass.vision.recipe;

/**
 * Block masks of iBOT.
 *
 * @param probability share of global crops that are masked (0.5)
 * @param minimumRatio least share of patches masked in such a crop (0.1)
 * @param maximumRatio greatest share (0.5)
 */
public record MaskRecipe(double probability, double minimumRatio, double maximumRatio) {
  public MaskRecipe {
    Check.share("masks.probability", probability);
    Check.share("masks.minimum-ratio", minimumRatio);
    Check.share("masks.maximum-ratio", maximumRatio);
    if (minimumRatio > maximumRatio) {
      throw new protomass.core.error.UsageException(
          "masks.minimum-ratio %s is above masks.maximum-ratio %s"
              .formatted(minimumRatio, maximumRatio),
          "swap them");
    }
  }
}
