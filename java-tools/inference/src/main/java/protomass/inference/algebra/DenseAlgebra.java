package protomass.inference.algebra;

import org.bytedeco.openblas.global.openblas;
import smile.math.blas.BLAS;
import smile.math.blas.EVDJob;
import smile.math.blas.LAPACK;
import smile.math.blas.Layout;
import smile.math.blas.Transpose;
import smile.math.blas.UPLO;

/**
 * Products of row-major matrices and symmetric eigenproblems by OpenBLAS, through Smile.
 *
 * <p>OpenBLAS itself is kept to one thread: how it shares work among threads decides in which order
 * it adds, and so the last bits of a result. Callers run independent products on threads of their
 * own instead. On one kind of processor results are then the same bytes whatever the number of
 * threads; between kinds of processors, for which OpenBLAS has different kernels, they agree to
 * rounding.
 */
public final class DenseAlgebra {
  static {
    openblas.blas_set_num_threads(1);
  }

  private DenseAlgebra() {}

  /** {@code c += aᵀ b} for a (depth, rows), b (depth, columns) and c (rows, columns). */
  public static void addTransposedProduct(
      int rows, int columns, int depth, double[] a, double[] b, double[] c) {
    BLAS.engine.gemm(
        Layout.ROW_MAJOR,
        Transpose.TRANSPOSE,
        Transpose.NO_TRANSPOSE,
        rows,
        columns,
        depth,
        1,
        a,
        rows,
        b,
        columns,
        1,
        c,
        columns);
  }

  /** {@code c += a b} for a (rows, depth), b (depth, columns) and c (rows, columns). */
  public static void addProduct(
      int rows, int columns, int depth, double[] a, double[] b, double[] c) {
    BLAS.engine.gemm(
        Layout.ROW_MAJOR,
        Transpose.NO_TRANSPOSE,
        Transpose.NO_TRANSPOSE,
        rows,
        columns,
        depth,
        1,
        a,
        depth,
        b,
        columns,
        1,
        c,
        columns);
  }

  /** {@code c = a bᵀ} for a (rows, depth), b (columns, depth) and c (rows, columns). */
  public static void productWithTransposed(
      int rows, int columns, int depth, double[] a, double[] b, double[] c) {
    BLAS.engine.gemm(
        Layout.ROW_MAJOR,
        Transpose.NO_TRANSPOSE,
        Transpose.TRANSPOSE,
        rows,
        columns,
        depth,
        1,
        a,
        depth,
        b,
        depth,
        0,
        c,
        columns);
  }

  /**
   * Eigenvalues and eigenvectors of a symmetric matrix, by divide and conquer (LAPACK's dsyevd).
   *
   * @param matrix (size, size); overwritten by the eigenvectors, vector k of unit length at {@code
   *     [k * size, (k + 1) * size)}
   * @return the eigenvalues, ascending
   */
  public static double[] symmetricEigen(int size, double[] matrix) {
    double[] values = new double[size];
    int info =
        LAPACK.engine.syevd(
            Layout.COL_MAJOR, EVDJob.VECTORS, UPLO.LOWER, size, matrix, size, values);
    if (info != 0) {
      throw new IllegalStateException("dsyevd ended with info = " + info);
    }
    return values;
  }
}
