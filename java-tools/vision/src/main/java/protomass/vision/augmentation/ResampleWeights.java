package protomass.vision.augmentation;

/**
 * Fixed-point weights that resample one axis with the cubic convolution kernel of a = -0.5 (Keys
 * 1981, doi:10.1109/TASSP.1981.1163711), widened by the reduction factor so that nothing aliases.
 * Window and rounding follow Pillow's resize, whose 8-bit results the official crops are.
 *
 * <p>One object is filled again for every crop. Not safe for use by several threads.
 */
final class ResampleWeights {
  /** Fractional bits of a weight: 8 bits of value and 2 of overshoot leave 22 of 32. */
  static final int FRACTION_BITS = 22;

  private static final double A = -0.5;
  private static final double SUPPORT = 2;
  private static final double ONE = 1 << FRACTION_BITS;

  private int taps;
  private int[] starts = new int[0];
  private int[] counts = new int[0];
  private int[] weights = new int[0];
  private double[] exact = new double[0];

  /** Computes the weights from {@code from} to {@code to} pixels. */
  void fill(int from, int to) {
    double scale = (double) from / to;
    double widening = Math.max(scale, 1);
    double support = SUPPORT * widening;
    reserve(to, (int) Math.ceil(support) * 2 + 1);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int start = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), from);
      starts[i] = start;
      counts[i] = end - start;
      fillWindow(i, start - centre + 0.5, 1 / widening);
    }
  }

  /** First input pixel of output pixel {@code i}. */
  int start(int i) {
    return starts[i];
  }

  /** Number of input pixels of output pixel {@code i}. */
  int count(int i) {
    return counts[i];
  }

  /** Where the weights of output pixel {@code i} begin in {@link #weights()}. */
  int offset(int i) {
    return i * taps;
  }

  int[] weights() {
    return weights;
  }

  private void fillWindow(int i, double distance, double shrink) {
    double sum = 0;
    for (int tap = 0; tap < counts[i]; tap++) {
      exact[tap] = kernel((distance + tap) * shrink);
      sum += exact[tap];
    }
    for (int tap = 0; tap < counts[i]; tap++) {
      double weight = exact[tap] / sum * ONE;
      weights[offset(i) + tap] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
  }

  private void reserve(int outputs, int windowTaps) {
    taps = windowTaps;
    if (starts.length < outputs) {
      starts = new int[outputs];
      counts = new int[outputs];
    }
    if (weights.length < outputs * taps) {
      weights = new int[outputs * taps];
    }
    if (exact.length < taps) {
      exact = new double[taps];
    }
  }

  private static double kernel(double signed) {
    double x = Math.abs(signed);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    if (x < SUPPORT) {
      return A * (((x - 5) * x + 8) * x - 4);
    }
    return 0;
  }
}
