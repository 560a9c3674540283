package protomass.snapshot.projection;

/**
 * Column density, mean velocity, sum of squared deviations and mean field strength per pixel, taken
 * up contribution by contribution.
 *
 * <p>Mean and squares follow West (1979, doi:10.1145/359146.359153): each contribution moves the
 * mean and adds its squared deviation from it. Like two passes, and unlike the mean of squares less
 * the square of the mean, this keeps its digits where the dispersion is small, and gas is read only
 * once.
 */
final class Moments {
  /** Bytes that a pixel takes. */
  static final int BYTES_PER_PIXEL = 4 * Double.BYTES;

  private static final int COLUMN = 0;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;
  private static final int FIELD = 3;
  private static final int STRIDE = 4;

  /** All numbers of a pixel lie side by side, for they are used together. */
  private final double[] sums;

  private final CompensatedSum volume = new CompensatedSum();

  Moments(int pixels) {
    this.sums = new double[Math.multiplyExact(STRIDE, pixels)];
  }

  /**
   * Adds gas to a pixel.
   *
   * @param column its mass over the area of the pixel [g/cm^2], above zero
   * @param velocity along the line of sight [cm/s]
   * @param field strength [gauss]
   */
  void add(int pixel, double column, double velocity, double field) {
    int at = STRIDE * pixel;
    double before = sums[at + COLUMN];
    double after = before + column;
    double share = column / after;
    double deviation = velocity - sums[at + MEAN];
    sums[at + COLUMN] = after;
    sums[at + MEAN] += share * deviation;
    sums[at + SQUARES] += before * share * deviation * deviation;
    sums[at + FIELD] += share * (field - sums[at + FIELD]);
  }

  /** Adds the same gas to each of several pixels that follow each other; see {@link #add}. */
  void addRun(int from, int to, double column, double velocity, double field) {
    double[] all = sums;
    for (int at = STRIDE * from; at < STRIDE * to; at += STRIDE) {
      double before = all[at + COLUMN];
      double after = before + column;
      double share = column / after;
      double deviation = velocity - all[at + MEAN];
      all[at + COLUMN] = after;
      all[at + MEAN] += share * deviation;
      all[at + SQUARES] += before * share * deviation * deviation;
      all[at + FIELD] += share * (field - all[at + FIELD]);
    }
  }

  /** Counts volume of cells inside of the view, with or without mass [cm^3]. */
  void addVolume(double cm3) {
    volume.add(cm3);
  }

  double volume() {
    return volume.value();
  }

  double column(int pixel) {
    return sums[STRIDE * pixel + COLUMN];
  }

  double mean(int pixel) {
    return sums[STRIDE * pixel + MEAN];
  }

  double squares(int pixel) {
    return sums[STRIDE * pixel + SQUARES];
  }

  double field(int pixel) {
    return sums[STRIDE * pixel + FIELD];
  }
}
