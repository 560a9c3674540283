package protomass.vision.augmentation;

/**
 * Gaussian blur with a kernel of 9×9 pixels whose edges mirror the picture without repeating the
 * border pixel, as torchvision's GaussianBlur. The two axes are blurred one after the other in
 * float; values are rounded to 8 bit once, at the end.
 *
 * <p>The loops are laid out so that the compiler vectorises them: small bodies, long runs, and
 * arrays of different types for what is read and what is written, so that they cannot alias.
 *
 * <p>Holds work space. Not safe for use by several threads.
 */
final class GaussianBlur {
  private static final int RADIUS = 4;

  private final float[] kernel = new float[RADIUS + 1];
  // One channel with RADIUS mirrored columns on the left and on the right of every row.
  private int[] padded = new int[0];
  // The same blurred along x, with RADIUS mirrored rows above and below.
  private float[] rows = new float[0];
  // The same blurred along y.
  private double[] sums = new double[0];

  /**
   * Blurs a picture of more than 4 pixels in height and width in place.
   *
   * @param sigma standard deviation [px]
   */
  void blur(RgbImage image, double sigma) {
    int width = image.width();
    int height = image.height();
    if (Math.min(width, height) <= RADIUS) {
      throw new IllegalArgumentException("%d×%d pixels cannot be blurred".formatted(width, height));
    }
    int stride = width + 2 * RADIUS;
    reserve(stride, height);
    fillKernel(sigma);
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      int plane = channel * image.pixels();
      for (int y = 0; y < height; y++) {
        pad(image.values(), plane + y * width, y * stride, width);
      }
      blurAcross(stride, height);
      mirrorRows(stride, height);
      blurDown(stride, height);
      for (int y = 0; y < height; y++) {
        round(y * stride, image.values(), plane + y * width, width);
      }
    }
  }

  private void reserve(int stride, int height) {
    if (padded.length < stride * height) {
      padded = new int[stride * height];
      rows = new float[stride * (height + 2 * RADIUS)];
      sums = new double[stride * height];
    }
  }

  /** Weights of the centre and of 1 to 4 pixels away; the whole kernel sums to 1. */
  private void fillKernel(double sigma) {
    double[] weights = new double[RADIUS + 1];
    double sum = 0;
    for (int i = 0; i <= RADIUS; i++) {
      weights[i] = StrictMath.exp(-0.5 * (i / sigma) * (i / sigma));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    for (int i = 0; i <= RADIUS; i++) {
      kernel[i] = (float) (weights[i] / sum);
    }
  }

  private void pad(int[] values, int from, int to, int width) {
    System.arraycopy(values, from, padded, to + RADIUS, width);
    for (int i = 1; i <= RADIUS; i++) {
      padded[to + RADIUS - i] = values[from + i];
      padded[to + RADIUS + width - 1 + i] = values[from + width - 1 - i];
    }
  }

  /**
   * Blurs all rows in one run. A row's first value lands at its first place; the last eight of each
   * row mix two rows and are never used.
   */
  private void blurAcross(int stride, int height) {
    int first = RADIUS * stride;
    int length = height * stride - 2 * RADIUS;
    scale(kernel[0], padded, RADIUS, rows, first, length);
    for (int i = 1; i <= RADIUS; i++) {
      addPair(kernel[i], padded, RADIUS - i, RADIUS + i, rows, first, length);
    }
  }

  private void blurDown(int stride, int height) {
    int length = height * stride;
    int centre = RADIUS * stride;
    scale(kernel[0], rows, centre, sums, length);
    for (int i = 1; i <= RADIUS; i++) {
      addPair(kernel[i], rows, centre - i * stride, centre + i * stride, sums, length);
    }
  }

  private static void scale(float weight, int[] in, int from, float[] out, int first, int length) {
    for (int i = 0; i < length; i++) {
      out[first + i] = weight * in[from + i];
    }
  }

  private static void scale(float weight, float[] in, int from, double[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = weight * in[from + i];
    }
  }

  private static void addPair(
      float weight, int[] in, int before, int after, float[] out, int first, int length) {
    for (int i = 0; i < length; i++) {
      out[first + i] += weight * (in[before + i] + in[after + i]);
    }
  }

  private static void addPair(
      float weight, float[] in, int before, int after, double[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] += weight * (in[before + i] + in[after + i]);
    }
  }

  private void mirrorRows(int stride, int height) {
    int bottom = RADIUS + height - 1;
    for (int i = 1; i <= RADIUS; i++) {
      System.arraycopy(rows, (RADIUS + i) * stride, rows, (RADIUS - i) * stride, stride);
      System.arraycopy(rows, (bottom - i) * stride, rows, (bottom + i) * stride, stride);
    }
  }

  private void round(int from, int[] values, int into, int width) {
    for (int x = 0; x < width; x++) {
      values[into + x] = (int) (sums[from + x] + 0.5);
    }
  }
}
