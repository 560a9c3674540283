package protomass.vision.augmentation;

import protomass.core.random.RandomStream;

/**
 * The work space of one thread that makes crops: load a picture, then write any of its crops. What
 * is written depends on the arguments alone, never on earlier work.
 */
public final class CropWorker {
  private static final String PURPOSE = "augmentation";

  private final AugmentationRecipe recipe;
  private final ChannelNormalisation normalisation;
  private final CropResampler resampler = new CropResampler();
  private final GaussianBlur blur = new GaussianBlur();
  private final RgbImage global;
  private final RgbImage local;
  private int side;

  CropWorker(AugmentationRecipe recipe, ChannelNormalisation normalisation) {
    this.recipe = recipe;
    this.normalisation = normalisation;
    this.global = new RgbImage(recipe.global().size(), recipe.global().size());
    this.local = new RgbImage(recipe.local().size(), recipe.local().size());
  }

  /**
   * Takes the picture whose crops are wanted.
   *
   * @param rgb values ordered row, column, channel
   * @param newSide height and width of the picture [px]
   */
  public void load(byte[] rgb, int newSide) {
    resampler.load(rgb, newSide, newSide);
    side = newSide;
  }

  /**
   * Writes a normalised crop of the loaded picture, ordered channel, row, column.
   *
   * @param seed the run's seed
   * @param epoch passes over the data before this one
   * @param sample number of the picture in the data
   * @param crop 0 and 1 for the global crops, from 2 on for the local ones
   * @param target receives 3·size² values from {@code offset} on
   */
  public void write(long seed, int epoch, long sample, int crop, float[] target, int offset) {
    CropRole role = CropRole.ofCrop(crop);
    RandomStream random = RandomStream.of(seed, PURPOSE, epoch, sample, crop);
    RgbImage image = role == CropRole.LOCAL ? local : global;
    apply(CropPlan.draw(random, recipe, role, side, side), image);
    normalisation.write(image, target, offset);
  }

  private void apply(CropPlan plan, RgbImage image) {
    resampler.crop(plan.box(), image);
    if (plan.flip()) {
      image.flip();
    }
    plan.jitter().ifPresent(jitter -> jitter.apply(image));
    if (plan.grey()) {
      ColourOperations.grey(image);
    }
    plan.blurSigma().ifPresent(sigma -> blur.blur(image, sigma));
    if (plan.solarize()) {
      ColourOperations.solarize(image);
    }
  }
}
