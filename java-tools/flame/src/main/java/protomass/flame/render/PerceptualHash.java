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
    int[] pixels = new int[COLUMNS * ROWS];
    int[] columnOf = new int[picture.width()];
    for (int column = 0; column < columnOf.length; column++) {
      columnOf[column] = column * COLUMNS / picture.width();
    }
    byte[] rgb = picture.rgb();
    for (int row = 0, at = 0; row < picture.height(); row++) {
      int line = row * ROWS / picture.height() * COLUMNS;
      for (int column = 0; column < columnOf.length; column++, at += 3) {
        int block = line + columnOf[column];
        sums[block] += 2 * (rgb[at] & 0xFF) + 5 * (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
        pixels[block]++;
      }
    }
    long hash = 0;
    for (int block = 0; block < sums.length; block++) {
      if (block % COLUMNS > 0) {
        boolean brighter = sums[block] * pixels[block - 1] > sums[block - 1] * pixels[block];
        hash = hash << 1 | (brighter ? 1 : 0);
      }
    }
    return hash;
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
