package protomass.vision.augmentation;

/**
 * Gaussian blur with a kernel of 9×9 pixels whose edges mirror the picture without repeating the
 * border pixel, as torchvision's GaussianBlur. The two axes are blurred one after the other in
 * float; values are rounded to 8 bit once, at the end.
 *
 * <p>Holds work space. Not safe for use by several threads.
 */
final class GaussianBlur {
  private static final int RADIUS = 4;

  private float[] padded = new float[0];
  // Rows blurred along x, with RADIUS mirrored rows above and below.
  private float[] rows = new float[0];

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
    if (padded.length != width + 2 * RADIUS) {
      padded = new float[width + 2 * RADIUS];
    }
    if (rows.length < (height + 2 * RADIUS) * width) {
      rows = new float[(height + 2 * RADIUS) * width];
    }
    float[] kernel = halfKernel(sigma);
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      int plane = channel * image.pixels();
      for (int y = 0; y < height; y++) {
        pad(image.values(), plane + y * width, width);
        blurRow(kernel, (y + RADIUS) * width, width);
      }
      mirrorRows(width, height);
      blurColumns(kernel, image.values(), plane, width, height);
    }
  }

  /** Weights of the centre and of 1 to 4 pixels away; the whole kernel sums to 1. */
  private static float[] halfKernel(double sigma) {
    double[] weights = new double[RADIUS + 1];
    double sum = 0;
    for (int i = 0; i <= RADIUS; i++) {
      weights[i] = StrictMath.exp(-0.5 * (i / sigma) * (i / sigma));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    float[] kernel = new float[RADIUS + 1];
    for (int i = 0; i <= RADIUS; i++) {
      kernel[i] = (float) (weights[i] / sum);
    }
    return kernel;
  }

  private void pad(int[] values, int from, int width) {
    for (int x = 0; x < width; x++) {
      padded[RADIUS + x] = values[from + x];
    }
    for (int i = 1; i <= RADIUS; i++) {
      padded[RADIUS - i] = values[from + i];
      padded[RADIUS + width - 1 + i] = values[from + width - 1 - i];
    }
  }

  private void blurRow(float[] kernel, int into, int width) {
    float k0 = kernel[0];
    float k1 = kernel[1];
    float k2 = kernel[2];
    float k3 = kernel[3];
    float k4 = kernel[4];
    float[] in = padded;
    float[] out = rows;
    for (int x = 0; x < width; x++) {
      out[into + x] =
          k0 * in[x + 4]
              + k1 * (in[x + 3] + in[x + 5])
              + k2 * (in[x + 2] + in[x + 6])
              + k3 * (in[x + 1] + in[x + 7])
              + k4 * (in[x] + in[x + 8]);
    }
  }

  private void mirrorRows(int width, int height) {
    for (int i = 1; i <= RADIUS; i++) {
      int bottom = RADIUS + height - 1;
      System.arraycopy(rows, (RADIUS + i) * width, rows, (RADIUS - i) * width, width);
      System.arraycopy(rows, (bottom - i) * width, rows, (bottom + i) * width, width);
    }
  }

  private void blurColumns(float[] kernel, int[] values, int plane, int width, int height) {
    float k0 = kernel[0];
    float k1 = kernel[1];
    float k2 = kernel[2];
    float k3 = kernel[3];
    float k4 = kernel[4];
    float[] in = rows;
    // Rows follow each other without gaps, so one run covers the whole plane.
    int length = width * height;
    for (int i = 0; i < length; i++) {
      float sum =
          k0 * in[i + 4 * width]
              + k1 * (in[i + 3 * width] + in[i + 5 * width])
              + k2 * (in[i + 2 * width] + in[i + 6 * width])
              + k3 * (in[i + width] + in[i + 7 * width])
              + k4 * (in[i] + in[i + 8 * width]);
      values[plane + i] = (int) (sum + 0.5f);
    }
  }
}
