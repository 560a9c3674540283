package protomass.core.algebra;

/**
 * Products of matrices in double precision that are the same bits on every processor.
 *
 * <p>Each element of a product is added up term after term, in ascending order of the inner index,
 * with one rounding for each multiplication and one for each addition. The Java language defines
 * that to the last bit (since version 17), whatever instructions the virtual machine chooses: it
 * works on several elements at once, and never on several terms of one sum. A BLAS has other
 * kernels for other processors, which add in other orders.
 */
public final class MatrixProduct {
  /** Rows of the right factor that stay in a processor's second cache while all rows pass by. */
  private static final int DEPTH_IN_CACHE = 128;

  private static final int COLUMNS_IN_CACHE = 32;

  private MatrixProduct() {}

  /**
   * {@code sum += left · right}. Matrices are arrays of rows, which may be longer than is asked
   * for. It is fastest with some 256 columns.
   *
   * @param left (rows, depth)
   * @param right (depth, columns)
   * @param sum (rows, columns)
   */
  public static void add(
      int rows, int depth, int columns, double[][] left, double[][] right, double[][] sum) {
    for (int first = 0; first < depth; first += DEPTH_IN_CACHE) {
      int end = Math.min(depth, first + DEPTH_IN_CACHE);
      int row = 0;
      for (; row + 1 < rows; row += 2) {
        addTwoRows(first, end, columns, left[row], left[row + 1], right, sum[row], sum[row + 1]);
      }
      if (row < rows) {
        addRow(first, end, columns, left[row], right, sum[row]);
      }
    }
  }

  /** The first rows of a matrix as columns, (columns, rows). */
  public static double[][] transposed(int rows, int columns, double[][] matrix) {
    double[][] transposed = new double[columns][rows];
    for (int first = 0; first < columns; first += COLUMNS_IN_CACHE) {
      int end = Math.min(columns, first + COLUMNS_IN_CACHE);
      for (int row = 0; row < rows; row++) {
        for (int column = first; column < end; column++) {
          transposed[column][row] = matrix[row][column];
        }
      }
    }
    return transposed;
  }

  private static void addTwoRows(
      int first,
      int end,
      int columns,
      double[] one,
      double[] two,
      double[][] right,
      double[] sumOne,
      double[] sumTwo) {
    int k = first;
    for (; k + 3 < end; k += 4) {
      addFourTerms(
          columns, k, one, two, right[k], right[k + 1], right[k + 2], right[k + 3], sumOne, sumTwo);
    }
    for (; k < end; k++) {
      addTerm(columns, one[k], right[k], sumOne);
      addTerm(columns, two[k], right[k], sumTwo);
    }
  }

  private static void addRow(
      int first, int end, int columns, double[] one, double[][] right, double[] sum) {
    for (int k = first; k < end; k++) {
      addTerm(columns, one[k], right[k], sum);
    }
  }

  private static void addFourTerms(
      int columns,
      int k,
      double[] one,
      double[] two,
      double[] r0,
      double[] r1,
      double[] r2,
      double[] r3,
      double[] sumOne,
      double[] sumTwo) {
    double a0 = one[k];
    double a1 = one[k + 1];
    double a2 = one[k + 2];
    double a3 = one[k + 3];
    double b0 = two[k];
    double b1 = two[k + 1];
    double b2 = two[k + 2];
    double b3 = two[k + 3];
    for (int j = 0; j < columns; j++) {
      sumOne[j] = sumOne[j] + a0 * r0[j] + a1 * r1[j] + a2 * r2[j] + a3 * r3[j];
      sumTwo[j] = sumTwo[j] + b0 * r0[j] + b1 * r1[j] + b2 * r2[j] + b3 * r3[j];
    }
  }

  private static void addTerm(int columns, double factor, double[] right, double[] sum) {
    for (int j = 0; j < columns; j++) {
      sum[j] = sum[j] + factor * right[j];
    }
  }
}
