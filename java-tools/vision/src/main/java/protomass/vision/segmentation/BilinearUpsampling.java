package protomass.vision.segmentation;

/**
 * Enlarges images by bilinear interpolation between pixel centres; beyond the outermost, constant.
 */
final class BilinearUpsampling {
  private final int size;
  private final int largeSize;
  private final int[] lower;
  private final int[] upper;
  private final float[] weight;

  /**
   * @param size side of an image [pixel]
   * @param factor how much longer the side becomes
   */
  BilinearUpsampling(int size, int factor) {
    this.size = size;
    this.largeSize = Math.multiplyExact(size, factor);
    this.lower = new int[largeSize];
    this.upper = new int[largeSize];
    this.weight = new float[largeSize];
    for (int i = 0; i < largeSize; i++) {
      double position = Math.clamp((i + 0.5) / factor - 0.5, 0, size - 1);
      lower[i] = (int) position;
      upper[i] = Math.min(lower[i] + 1, size - 1);
      weight[i] = (float) (position - lower[i]);
    }
  }

  /**
   * Enlarges all channels.
   *
   * @param image (channel, y, x), row-major
   */
  float[] apply(float[] image) {
    int channels = image.length / (size * size);
    float[] large = new float[channels * largeSize * largeSize];
    int to = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < largeSize; y++) {
        int below = (channel * size + lower[y]) * size;
        int above = (channel * size + upper[y]) * size;
        for (int x = 0; x < largeSize; x++) {
          float first = between(image[below + lower[x]], image[below + upper[x]], weight[x]);
          float second = between(image[above + lower[x]], image[above + upper[x]], weight[x]);
          large[to++] = between(first, second, weight[y]);
        }
      }
    }
    return large;
  }

  private static float between(float a, float b, float weight) {
    return a + weight * (b - a);
  }
}
