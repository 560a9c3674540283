package protomass.vision.augmentation;

/**
 * A picture of three 8-bit channels that transforms change in place. Values are 0-255 and lie as
 * planes: channel, then row, then column. Not safe for use by several threads.
 */
public final class RgbImage {
  /** Number of channels. */
  public static final int CHANNELS = 3;

  /** The largest value. */
  static final int WHITE = 255;

  private final int width;
  private final int height;
  private final int[] values;

  /** A black picture; sizes in pixels. */
  public RgbImage(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture of %d×%d pixels".formatted(width, height));
    }
    this.width = width;
    this.height = height;
    this.values = new int[Math.multiplyExact(CHANNELS, Math.multiplyExact(width, height))];
  }

  /** A picture from bytes ordered row, column, channel. */
  public static RgbImage ofInterleaved(byte[] rgb, int width, int height) {
    RgbImage image = new RgbImage(width, height);
    requireLength(rgb, width, height);
    int pixels = image.pixels();
    for (int i = 0; i < pixels; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        image.values[channel * pixels + i] = rgb[CHANNELS * i + channel] & 0xFF;
      }
    }
    return image;
  }

  /** The picture as bytes ordered row, column, channel. */
  public byte[] toInterleaved() {
    int pixels = pixels();
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < pixels; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        rgb[CHANNELS * i + channel] = (byte) values[channel * pixels + i];
      }
    }
    return rgb;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Pixels of one channel. */
  int pixels() {
    return width * height;
  }

  /** The planes themselves: channel, row, column. */
  int[] values() {
    return values;
  }

  /** Mirrors left and right. */
  public void flip() {
    for (int row = 0; row < values.length; row += width) {
      for (int left = row, right = row + width - 1; left < right; left++, right--) {
        int kept = values[left];
        values[left] = values[right];
        values[right] = kept;
      }
    }
  }

  static void requireLength(byte[] rgb, int width, int height) {
    if (rgb.length != CHANNELS * width * height) {
      throw new IllegalArgumentException(
          "%d bytes are not a picture of %d×%d pixels with %d channels"
              .formatted(rgb.length, width, height, CHANNELS));
    }
  }
}
