package protomass.vision.augmentation;

/**
 * Turns the hue of a picture in place: to hue, saturation and value of 8 bit each, a shift of the
 * hue that wraps around, and back, with the float arithmetic and rounding of Pillow. The round trip
 * alone changes values by a few grey levels, as it does in the official augmentation.
 */
final class HueRotation {
  private static final int LEVELS = 256;
  private static final int BITS = 8;
  private static final int SECTORS = 6;

  // Each channel takes one of four values by the sixth of the colour wheel that the hue lies in.
  private static final int LARGEST = 0;
  private static final int FALLING = BITS;
  private static final int LOW = 2 * BITS;
  private static final int RISING = 3 * BITS;
  private static final int[] BY_SECTOR = {LARGEST, FALLING, LOW, LOW, RISING, LARGEST};

  // By 8-bit hue: where in its sixth it lies, and which of the four values a channel takes.
  private static final float[] FRACTION = new float[LEVELS];
  private static final int[] RED = new int[LEVELS];
  private static final int[] GREEN = new int[LEVELS];
  private static final int[] BLUE = new int[LEVELS];
  // By 8-bit saturation.
  private static final float[] SATURATION = new float[LEVELS];

  static {
    for (int level = 0; level < LEVELS; level++) {
      double sixths = level * 6.0 / RgbImage.WHITE;
      int sector = (int) sixths;
      FRACTION[level] = (float) (sixths - sector);
      RED[level] = BY_SECTOR[sector % SECTORS];
      GREEN[level] = BY_SECTOR[(sector + 4) % SECTORS];
      BLUE[level] = BY_SECTOR[(sector + 2) % SECTORS];
      SATURATION[level] = level / 255f;
    }
  }

  private HueRotation() {}

  /**
   * Shifts the hue.
   *
   * @param turns the shift in turns of the colour wheel, -0.5 to 0.5
   */
  static void rotate(RgbImage image, double turns) {
    int shift = (int) (turns * RgbImage.WHITE);
    int[] values = image.values();
    int pixels = image.pixels();
    for (int i = 0; i < pixels; i++) {
      int red = values[i];
      int green = values[pixels + i];
      int blue = values[2 * pixels + i];
      int largest = Math.max(red, Math.max(green, blue));
      int range = largest - Math.min(red, Math.min(green, blue));
      if (range > 0) {
        int hue = (hue(red, green, blue, largest, range) + shift) & (LEVELS - 1);
        int four = fourValues(largest, range, FRACTION[hue]);
        values[i] = four >>> RED[hue] & RgbImage.WHITE;
        values[pixels + i] = four >>> GREEN[hue] & RgbImage.WHITE;
        values[2 * pixels + i] = four >>> BLUE[hue] & RgbImage.WHITE;
      }
    }
  }

  /** The 8-bit hue of a pixel that is not grey. */
  private static int hue(int red, int green, int blue, int largest, int range) {
    boolean isRed = red == largest;
    boolean isGreen = green == largest;
    int before = isRed ? blue : isGreen ? red : green;
    int after = isRed ? green : isGreen ? blue : red;
    double start = isRed ? 0 : isGreen ? 2 : 4;
    float distanceBefore = (float) (largest - before) / range;
    float distanceAfter = (float) (largest - after) / range;
    float sixths = (float) (start + distanceBefore - distanceAfter);
    double turns = sixths / 6.0 + 1.0;
    float hue = (float) (turns >= 1 ? turns - 1 : turns);
    return Math.min((int) (hue * 255.0), RgbImage.WHITE);
  }

  /** The values that channels can take, 8 bit each, from the lowest byte on. */
  private static int fourValues(int largest, int range, float fraction) {
    float saturation = SATURATION[(int) ((float) range / largest * 255.0)];
    int falling = round(largest * (1.0 - saturation * fraction));
    int low = round(largest * (1.0 - saturation));
    int rising = round(largest * (1.0 - saturation * (1.0 - fraction)));
    return largest << LARGEST | falling << FALLING | low << LOW | rising << RISING;
  }

  private static int round(double value) {
    return (int) (value + 0.5);
  }
}
