package protomass.vision.augmentation;

/**
 * Changes of colour in place, with the 8-bit arithmetic of Pillow, on which the official
 * augmentation runs: a blend of the picture with a degenerate one is computed in float and cut, not
 * rounded, to 0-255.
 */
final class ColourOperations {
  private static final int SOLARIZE_THRESHOLD = 128;

  // Luma of ITU-R BT.601 in 16-bit fixed point.
  private static final int RED = 19595;
  private static final int GREEN = 38470;
  private static final int BLUE = 7471;
  private static final int HALF = 1 << 15;
  private static final int FRACTION_BITS = 16;

  private ColourOperations() {}

  /** Blends black (factor 0) with the picture (factor 1); larger factors brighten. */
  static void brightness(RgbImage image, float factor) {
    blendWithConstant(image.values(), 0, factor);
  }

  /** Blends the picture's mean luma (factor 0) with the picture (factor 1). */
  static void contrast(RgbImage image, float factor) {
    int[] values = image.values();
    int pixels = image.pixels();
    long sum = 0;
    for (int i = 0; i < pixels; i++) {
      sum += luma(values[i], values[pixels + i], values[2 * pixels + i]);
    }
    blendWithConstant(values, (int) ((double) sum / pixels + 0.5), factor);
  }

  /** Blends the grey picture (factor 0) with the picture (factor 1). */
  static void saturation(RgbImage image, float factor) {
    int[] values = image.values();
    int pixels = image.pixels();
    for (int i = 0; i < pixels; i++) {
      int red = values[i];
      int green = values[pixels + i];
      int blue = values[2 * pixels + i];
      int grey = luma(red, green, blue);
      values[i] = blend(grey, red, factor);
      values[pixels + i] = blend(grey, green, factor);
      values[2 * pixels + i] = blend(grey, blue, factor);
    }
  }

  /** Sets all three channels to the luma. */
  static void grey(RgbImage image) {
    int[] values = image.values();
    int pixels = image.pixels();
    for (int i = 0; i < pixels; i++) {
      int grey = luma(values[i], values[pixels + i], values[2 * pixels + i]);
      values[i] = grey;
      values[pixels + i] = grey;
      values[2 * pixels + i] = grey;
    }
  }

  /** Inverts the values of 128 and more. */
  static void solarize(RgbImage image) {
    int[] values = image.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < SOLARIZE_THRESHOLD ? values[i] : RgbImage.WHITE - values[i];
    }
  }

  private static void blendWithConstant(int[] values, int constant, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = blend(constant, values[i], factor);
    }
  }

  private static int blend(int degenerate, int value, float factor) {
    float blended = degenerate + factor * (value - degenerate);
    return Math.min(Math.max((int) blended, 0), RgbImage.WHITE);
  }

  private static int luma(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue + HALF) >> FRACTION_BITS;
  }
}
