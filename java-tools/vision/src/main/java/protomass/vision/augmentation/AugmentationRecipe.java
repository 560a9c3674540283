package protomass.vision.augmentation;

import java.util.List;
import java.util.Objects;
import protomass.core.error.Bounds;
import protomass.core.error.UsageException;

/**
 * The multi-crop augmentation of one pretraining run. Constructors refuse impossible values with a
 * {@link UsageException} that names key, value and range.
 *
 * @param channels whether the channels are colours or physical quantities; for physical ones
 *     saturation, hue and grey are left out whatever their values
 * @param global the two global crops
 * @param local the local crops
 * @param localCrops number of local crops per sample, 0 or more
 * @param flipProbability probability of a left-right flip
 * @param jitter jitter of brightness, contrast, saturation and hue
 * @param greyProbability probability that a crop loses its colour
 * @param solarizeProbability probability that the second global crop is solarized (values of 128
 *     and more inverted)
 * @param blur blur per crop role; see {@link BlurRecipe} for the official code's inversion
 * @param mean mean per channel, subtracted after scaling values to 0-1
 * @param standardDeviation standard deviation per channel, divided by afterwards
 */
public record AugmentationRecipe(
    ChannelKind channels,
    CropRecipe global,
    CropRecipe local,
    int localCrops,
    double flipProbability,
    JitterRecipe jitter,
    double greyProbability,
    double solarizeProbability,
    BlurRecipe blur,
    List<Double> mean,
    List<Double> standardDeviation) {
  private static final int MAXIMUM_LOCAL_CROPS = 64;

  public AugmentationRecipe {
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(global, "global");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(jitter, "jitter");
    Objects.requireNonNull(blur, "blur");
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    Bounds.within("number of local crops", localCrops, 0, MAXIMUM_LOCAL_CROPS);
    Bounds.share("flip probability", flipProbability);
    Bounds.share("grey probability", greyProbability);
    Bounds.share("solarize probability", solarizeProbability);
    requireThree("mean", mean);
    requireThree("standard deviation", standardDeviation);
    mean.forEach(value -> Bounds.within("mean", value, -100, 100));
    standardDeviation.forEach(value -> Bounds.within("standard deviation", value, 1e-6, 100));
  }

  /**
   * The values of the official DINOv2 configuration: 224 px and 8 local crops of 96 px, ImageNet's
   * mean and standard deviation.
   */
  public static AugmentationRecipe official() {
    return new AugmentationRecipe(
        ChannelKind.COLOUR,
        new CropRecipe(224, 0.32, 1.0),
        new CropRecipe(96, 0.05, 0.32),
        8,
        0.5,
        new JitterRecipe(0.8, 0.4, 0.4, 0.2, 0.1),
        0.2,
        0.2,
        new BlurRecipe(0.0, 0.9, 0.5, 0.1, 2.0),
        List.of(0.485, 0.456, 0.406),
        List.of(0.229, 0.224, 0.225));
  }

  /** Crops per sample: two global ones and the local ones. */
  public int crops() {
    return 2 + localCrops;
  }

  CropRecipe crop(CropRole role) {
    return role == CropRole.LOCAL ? local : global;
  }

  private static void requireThree(String key, List<Double> values) {
    if (values.size() != RgbImage.CHANNELS) {
      throw new UsageException(
          "%s has %d values %s".formatted(key, values.size(), values),
          "give one for each of the three channels");
    }
  }
}
