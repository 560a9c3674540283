package protomass.vision.segmentation;

import java.util.Arrays;

/**
 * Shows the first three components of a token as red, green and blue: each from its 1st to its 99th
 * percentile over the fitted sample, so that colours mean the same in all maps.
 *
 * @param components the components
 * @param lower what is black, for each component
 * @param upper what is bright, for each component
 */
record ComponentColours(PrincipalComponents components, double[] lower, double[] upper) {
  static final int COLOURS = 3;
  private static final double LOWER_SHARE = 0.01;
  private static final double UPPER_SHARE = 0.99;

  static ComponentColours fit(PrincipalComponents components, TokenSample sample) {
    double[][] projected = components.project(sample.values());
    double[] lower = new double[COLOURS];
    double[] upper = new double[COLOURS];
    for (int k = 0; k < COLOURS; k++) {
      double[] sorted = projected[k].clone();
      Arrays.sort(sorted);
      lower[k] = Quantiles.of(sorted, LOWER_SHARE);
      upper[k] = Quantiles.of(sorted, UPPER_SHARE);
    }
    return new ComponentColours(components, lower, upper);
  }

  /**
   * The colours of tokens.
   *
   * @param tokens (count, width), row-major
   * @return 0xRRGGBB of every token
   */
  int[] colours(float[] tokens) {
    double[][] projected = components.project(tokens);
    int[] colours = new int[projected[0].length];
    for (int token = 0; token < colours.length; token++) {
      for (int k = 0; k < COLOURS; k++) {
        colours[token] = colours[token] << 8 | level(projected[k][token], k);
      }
    }
    return colours;
  }

  /** A component without variance is a middle grey. */
  private int level(double value, int k) {
    double span = upper[k] - lower[k];
    double share = span > 0 ? Math.clamp((value - lower[k]) / span, 0, 1) : 0.5;
    return (int) Math.round(255 * share);
  }
}
