package protomass.vision.augmentation;

import java.util.List;

/** Recipes and pictures of the tests. */
final class AugmentationRecipes {
  static final int SIDE = 24;

  private AugmentationRecipes() {}

  /** The official recipe with crops of 16 and 8 px and three local crops. */
  static AugmentationRecipe small(ChannelKind channels) {
    AugmentationRecipe official = AugmentationRecipe.official();
    return new AugmentationRecipe(
        channels,
        new CropRecipe(16, 0.32, 1),
        new CropRecipe(8, 0.05, 0.32),
        3,
        official.flipProbability(),
        official.jitter(),
        official.greyProbability(),
        official.solarizeProbability(),
        official.blur(),
        official.mean(),
        official.standardDeviation());
  }

  /** A recipe that only cuts and resizes, with values left at 0-1. */
  static AugmentationRecipe plain(ChannelKind channels, JitterRecipe jitter) {
    return new AugmentationRecipe(
        channels,
        new CropRecipe(16, 0.32, 1),
        new CropRecipe(8, 0.05, 0.32),
        1,
        0,
        jitter,
        0,
        0,
        new BlurRecipe(0, 0, 0, 0.1, 2),
        List.of(0.0, 0.0, 0.0),
        List.of(1.0, 1.0, 1.0));
  }

  /** A coloured picture that is different for every index. */
  static byte[] picture(long index) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % SIDE;
      int y = i / 3 / SIDE;
      rgb[i] = (byte) (x * (3 + i % 3) + y * (5 - i % 3) + 31 * index);
    }
    return rgb;
  }

  /** That many pictures. */
  static ImageSource source(long count) {
    return new ImageSource() {
      @Override
      public long count() {
        return count;
      }

      @Override
      public int side() {
        return SIDE;
      }

      @Override
      public byte[] rgb(long index) {
        return picture(index);
      }
    };
  }
}
