package protomass.flame.render;

/**
 * A 64-bit hash that changes in few bits when a picture changes little: one bit per comparison of
 * horizontal neighbours among the 9 x 8 block means of the luminance.
 */
public final class PerceptualHash {
  private static final int COLUMNS = 9;
  private static final int ROWS = 8;

  private PerceptualHash() {}

  /** The hash of a picture of at least 9 x 8 pixels. */
  public static long of(Picture picture) {
    long[] sums = new long[COLUMNS * ROWS];
    byte[] rgb = picture.rgb();
    for (int row = 0; row < picture.height(); row++) {
      int line = row * ROWS / picture.height() * COLUMNS;
      int pixel = row * picture.width();
      for (int column = 0; column < COLUMNS; column++) {
        int end = row * picture.width() + end(column, COLUMNS, picture.width());
        sums[line + column] += light(rgb, pixel, end);
        pixel = end;
      }
    }
    long[] pixels = pixels(picture);
    long hash = 0;
    for (int block = 0; block < sums.length; block++) {
      if (block % COLUMNS > 0) {
        boolean brighter = sums[block] * pixels[block - 1] > sums[block - 1] * pixels[block];
        hash = hash << 1 | (brighter ? 1 : 0);
      }
    }
    return hash;
  }

  private static long light(byte[] rgb, int from, int to) {
    int sum = 0;
    for (int at = 3 * from; at < 3 * to; at += 3) {
      sum += 2 * (rgb[at] & 0xFF) + 5 * (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
    }
    return sum;
  }

  private static long[] pixels(Picture picture) {
    long[] pixels = new long[COLUMNS * ROWS];
    for (int block = 0; block < pixels.length; block++) {
      int height = length(block / COLUMNS, ROWS, picture.height());
      int width = length(block % COLUMNS, COLUMNS, picture.width());
      pixels[block] = (long) height * width;
    }
    return pixels;
  }

  private static int length(int part, int parts, int whole) {
    return end(part, parts, whole) - end(part - 1, parts, whole);
  }

  /** Where a part ends when a length is cut so that place i is in part i x parts / length. */
  private static int end(int part, int parts, int length) {
    return ((part + 1) * length + parts - 1) / parts;
  }

  /** Sixteen hexadecimal digits. */
  public static String text(long hash) {
    String digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** The hash of sixteen hexadecimal digits. */
  public static long parse(String text) {
    return Long.parseUnsignedLong(text, 16);
  }
}
