package protomass.vision.segmentation;

/** Quantiles of sorted values, by the nearest rank. */
final class Quantiles {
  private Quantiles() {}

  /**
   * @param sorted ascending, at least one
   * @param share from 0 to 1
   */
  static double of(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
