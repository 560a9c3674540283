package protomass.core.algebra;

/**
 * A symmetric matrix A as {@code Q T Qᵀ} with T tridiagonal, by Householder's reflections (Golub
 * and Van Loan, Matrix Computations, section 8.3).
 *
 * <p>Threads share columns; every sum over rows is added up in ascending order of the rows. Sums
 * along a vector have one thread.
 */
final class Tridiagonal {
  private final int size;
  private final double[] diagonal;
  private final double[] beside;
  private final double[] factors;

  /** After reflection k, row k holds that reflection's vector from column k + 1 on. */
  private final double[][] rows;

  private Tridiagonal(double[][] matrix) {
    this.size = matrix.length;
    this.rows = matrix;
    this.diagonal = new double[size];
    this.beside = new double[size];
    this.factors = new double[size];
  }

  /**
   * Reduces a matrix.
   *
   * @param matrix symmetric, (size, size); overwritten
   */
  static Tridiagonal of(double[][] matrix) {
    Tridiagonal reduced = new Tridiagonal(matrix);
    reduced.reduce();
    return reduced;
  }

  /** Elements of T's diagonal. */
  double[] diagonal() {
    return diagonal;
  }

  /** Element i stands beside elements i and i + 1 of the diagonal; the last is 0. */
  double[] beside() {
    return beside;
  }

  private void reduce() {
    // What the reflection before still has to do to the rows below: subtract v wᵀ + w vᵀ.
    double[] v = new double[size];
    double[] w = new double[size];
    for (int k = 0; k < size; k++) {
      subtractOuter(rows[k], v[k], w[k], v, w, k, size);
      diagonal[k] = rows[k][k];
      if (k + 1 < size) {
        factors[k] = reflector(k);
        double[] next = rows[k];
        double[] product = new double[size];
        double[] oldV = v;
        double[] oldW = w;
        int first = k + 1;
        ColumnRanges.forEach(
            first, size, (from, to) -> pass(first, from, to, oldV, oldW, next, product));
        v = next;
        w = partner(first, next, product, factors[k]);
      }
    }
  }

  /**
   * Makes row k the vector v of the reflection {@code I - factor v vᵀ} that leaves of it only the
   * element beside the diagonal.
   */
  private double reflector(int k) {
    double[] row = rows[k];
    double tail = 0;
    for (int j = k + 2; j < size; j++) {
      tail += row[j] * row[j];
    }
    double first = row[k + 1];
    if (tail == 0) {
      beside[k] = first;
      return 0;
    }
    double length = Math.sqrt(first * first + tail);
    beside[k] = -Math.copySign(length, first);
    row[k + 1] = first - beside[k];
    return 2 / (row[k + 1] * row[k + 1] + tail);
  }

  /** Finishes the reflection before on the rows below and multiplies them by the next vector. */
  private void pass(
      int first, int from, int to, double[] v, double[] w, double[] next, double[] product) {
    for (int i = first; i < size; i++) {
      subtractOuter(rows[i], v[i], w[i], v, w, from, to);
      addScaled(product, next[i], rows[i], from, to);
    }
  }

  private double[] partner(int first, double[] v, double[] product, double factor) {
    double inner = 0;
    for (int j = first; j < size; j++) {
      inner += product[j] * v[j];
    }
    double half = factor * factor * inner / 2;
    for (int j = first; j < size; j++) {
      product[j] = factor * product[j] - half * v[j];
    }
    return product;
  }

  /** Qᵀ, (size, size). */
  double[][] transposedBasis() {
    double[][] basis = new double[size][size];
    for (int i = 0; i < size; i++) {
      basis[i][i] = 1;
    }
    ColumnRanges.forEach(0, size, (from, to) -> reflectAll(basis, from, to));
    transpose(basis);
    return basis;
  }

  private void reflectAll(double[][] basis, int from, int to) {
    double[] product = new double[size];
    // Columns up to k are still those of the unit matrix.
    for (int k = Math.min(size, to - 1) - 1; k >= 0; k--) {
      if (factors[k] != 0) {
        java.util.Arrays.fill(product, from, to, 0);
        for (int i = k + 1; i < size; i++) {
          addScaled(product, rows[k][i], basis[i], from, to);
        }
        for (int i = k + 1; i < size; i++) {
          addScaled(basis[i], -factors[k] * rows[k][i], product, from, to);
        }
      }
    }
  }

  private static void transpose(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        double lower = matrix[i][j];
        matrix[i][j] = matrix[j][i];
        matrix[j][i] = lower;
      }
    }
  }

  private static void subtractOuter(
      double[] row, double vi, double wi, double[] v, double[] w, int from, int to) {
    for (int j = from; j < to; j++) {
      row[j] = row[j] - (vi * w[j] + wi * v[j]);
    }
  }

  private static void addScaled(double[] sum, double factor, double[] row, int from, int to) {
    for (int j = from; j < to; j++) {
      sum[j] = sum[j] + factor * row[j];
    }
  }
}
