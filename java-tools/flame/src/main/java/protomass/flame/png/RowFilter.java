package protomass.flame.png;

import protomass.flame.render.Picture;

/**
 * PNG's predictors of a byte from its neighbours, which the file names by number. The grain of a
 * flame of few points is best left alone; a smooth picture gains by prediction.
 */
enum RowFilter {
  NONE(0) {
    @Override
    void apply(byte[] rgb, int from, byte[] result, int to, int length) {
      System.arraycopy(rgb, from, result, to, length);
    }
  },
  SUB(1) {
    @Override
    void apply(byte[] rgb, int from, byte[] result, int to, int length) {
      System.arraycopy(rgb, from, result, to, BYTES);
      for (int i = BYTES; i < length; i++) {
        result[to + i] = (byte) (rgb[from + i] - rgb[from + i - BYTES]);
      }
    }
  },
  UP(2) {
    @Override
    void apply(byte[] rgb, int from, byte[] result, int to, int length) {
      for (int i = 0; i < length; i++) {
        result[to + i] = (byte) (rgb[from + i] - rgb[from + i - length]);
      }
    }
  },
  AVERAGE(3) {
    @Override
    void apply(byte[] rgb, int from, byte[] result, int to, int length) {
      for (int i = 0; i < length; i++) {
        int left = i < BYTES ? 0 : rgb[from + i - BYTES] & 0xFF;
        int above = rgb[from + i - length] & 0xFF;
        result[to + i] = (byte) (rgb[from + i] - (left + above) / 2);
      }
    }
  },
  PAETH(4) {
    @Override
    void apply(byte[] rgb, int from, byte[] result, int to, int length) {
      for (int i = 0; i < length; i++) {
        int left = i < BYTES ? 0 : rgb[from + i - BYTES] & 0xFF;
        int above = rgb[from + i - length] & 0xFF;
        int corner = i < BYTES ? 0 : rgb[from + i - length - BYTES] & 0xFF;
        result[to + i] = (byte) (rgb[from + i] - paeth(left, above, corner));
      }
    }
  };

  private static final int BYTES = PngEncoder.BYTES_PER_PIXEL;
  private static final int SAMPLED_ROWS = 12;

  private final int number;

  RowFilter(int number) {
    this.number = number;
  }

  /** The number of the filter in PNG files. */
  byte number() {
    return (byte) number;
  }

  /**
   * Filters one row, which must not be the first unless the filter is {@link #NONE}.
   *
   * @param from where the row begins in the picture
   * @param to where it begins in the result
   */
  abstract void apply(byte[] rgb, int from, byte[] result, int to, int length);

  /** The filter whose residuals have the least entropy on some rows spread over the picture. */
  static RowFilter bestFor(Picture picture) {
    RowFilter best = NONE;
    double least = Double.POSITIVE_INFINITY;
    for (RowFilter filter : values()) {
      double bits = filter.sampledBits(picture);
      if (bits < least) {
        least = bits;
        best = filter;
      }
    }
    return best;
  }

  private double sampledBits(Picture picture) {
    int length = BYTES * picture.width();
    byte[] row = new byte[length];
    int[] counts = new int[256];
    int rows = Math.min(SAMPLED_ROWS, picture.height() - 1);
    for (int i = 0; i < rows; i++) {
      int number = 1 + i * (picture.height() - 1) / rows;
      apply(picture.rgb(), number * length, row, 0, length);
      for (byte value : row) {
        counts[value & 0xFF]++;
      }
    }
    double bits = 0;
    for (int count : counts) {
      bits -= count == 0 ? 0 : count * StrictMath.log((double) count / (rows * length));
    }
    return bits;
  }

  private static int paeth(int left, int above, int corner) {
    int estimate = left + above - corner;
    int toLeft = Math.abs(estimate - left);
    int toAbove = Math.abs(estimate - above);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }
}
