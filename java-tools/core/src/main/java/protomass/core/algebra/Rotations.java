package protomass.core.algebra;

/**
 * Plane rotations of neighbouring rows of a matrix, collected sweep by sweep and applied many
 * sweeps at a time, so that rows are used often while they are in a processor's cache. Which
 * numbers meet, and in which order, is the same as if each rotation were applied at once.
 */
final class Rotations {
  private static final int SWEEPS = 32;

  private final double[][] matrix;
  private final double[][] cosines;
  private final double[][] sines;
  private final int[] first = new int[SWEEPS];
  private final int[] end = new int[SWEEPS];
  private int sweeps;

  /**
   * @param matrix square; changed in place
   */
  Rotations(double[][] matrix) {
    this.matrix = matrix;
    this.cosines = new double[SWEEPS][matrix.length];
    this.sines = new double[SWEEPS][matrix.length];
  }

  /** Begins a sweep, whose first rotation is that of rows {@code last - 1} and {@code last}. */
  void begin(int last) {
    if (sweeps == SWEEPS) {
      apply();
    }
    first[sweeps] = last;
    end[sweeps] = last;
    sweeps++;
  }

  /** Adds the rotation of rows {@code row} and {@code row + 1}, one above that added before. */
  void add(int row, double cosine, double sine) {
    int sweep = sweeps - 1;
    first[sweep] = row;
    cosines[sweep][row] = cosine;
    sines[sweep][row] = sine;
  }

  /** Applies all that was collected. */
  void apply() {
    int count = sweeps;
    sweeps = 0;
    if (count > 0) {
      ColumnRanges.forEach(0, matrix.length, (from, to) -> apply(count, from, to));
    }
  }

  /**
   * A sweep may rotate a pair of rows as soon as the sweep before has rotated the pair above it. So
   * all sweeps climb together, each one pair of rows behind the one before.
   */
  private void apply(int count, int from, int to) {
    int highest = Integer.MAX_VALUE;
    int lowest = Integer.MIN_VALUE;
    for (int sweep = 0; sweep < count; sweep++) {
      highest = Math.min(highest, first[sweep] - sweep);
      lowest = Math.max(lowest, end[sweep] - 1 - sweep);
    }
    for (int front = lowest; front >= highest; front--) {
      for (int sweep = 0; sweep < count; sweep++) {
        int row = front + sweep;
        if (row >= first[sweep] && row < end[sweep]) {
          rotate(matrix[row], matrix[row + 1], cosines[sweep][row], sines[sweep][row], from, to);
        }
      }
    }
  }

  private static void rotate(
      double[] upper, double[] lower, double cosine, double sine, int from, int to) {
    for (int j = from; j < to; j++) {
      double u = upper[j];
      double l = lower[j];
      upper[j] = cosine * u - sine * l;
      lower[j] = sine * u + cosine * l;
    }
  }
}
