package protomass.vision.augmentation;

/**
 * Turns the hue of a picture in place: to hue, saturation and value of 8 bit each, a shift of the
 * hue that wraps around, and back, with the float arithmetic and rounding of Pillow. The round trip
 * alone changes values by a few grey levels, as it does in the official augmentation.
 */
final class HueRotation {
  private static final int HUES = 256;
  private static final int[] SECTOR = new int[HUES];
  private static final float[] FRACTION = new float[HUES];

  static {
    for (int hue = 0; hue < HUES; hue++) {
      double sixths = (float) hue * 6.0 / 255.0;
      int sector = (int) Math.floor(sixths);
      FRACTION[hue] = (float) (sixths - sector);
      SECTOR[hue] = sector % 6;
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
      if (range == 0) {
        continue;
      }
      int hue = (hue(red, green, blue, largest, range) + shift) & (HUES - 1);
      float saturation = (int) ((float) range / largest * 255.0) / 255f;
      float fraction = FRACTION[hue];
      int low = round(largest * (1.0 - saturation));
      int falling = round(largest * (1.0 - saturation * fraction));
      int rising = round(largest * (1.0 - saturation * (1.0 - fraction)));
      int sector = SECTOR[hue];
      values[i] = channel(sector, largest, falling, low, rising);
      values[pixels + i] = channel((sector + 4) % 6, largest, falling, low, rising);
      values[2 * pixels + i] = channel((sector + 2) % 6, largest, falling, low, rising);
    }
  }

  private static int hue(int red, int green, int blue, int largest, int range) {
    float fromRed = (float) (largest - red) / range;
    float fromGreen = (float) (largest - green) / range;
    float fromBlue = (float) (largest - blue) / range;
    float sixths;
    if (red == largest) {
      sixths = fromBlue - fromGreen;
    } else if (green == largest) {
      sixths = (float) (2.0 + fromRed - fromBlue);
    } else {
      sixths = (float) (4.0 + fromGreen - fromRed);
    }
    double turns = sixths / 6.0 + 1.0;
    float hue = (float) (turns >= 1 ? turns - 1 : turns);
    return Math.min((int) (hue * 255.0), RgbImage.WHITE);
  }

  /** Red's value in one sixth of the colour wheel; green is two sixths behind, blue four. */
  private static int channel(int sector, int value, int falling, int low, int rising) {
    return switch (sector) {
      case 0, 5 -> value;
      case 1 -> falling;
      case 2, 3 -> low;
      default -> rising;
    };
  }

  private static int round(double value) {
    return (int) (value + 0.5);
  }
}
