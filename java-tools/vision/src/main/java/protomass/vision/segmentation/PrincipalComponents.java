package protomass.vision.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.openblas.global.openblas;
import smile.math.blas.BLAS;
import smile.math.blas.EVDJob;
import smile.math.blas.LAPACK;
import smile.math.blas.Layout;
import smile.math.blas.Transpose;
import smile.math.blas.UPLO;

/**
 * The first principal components of tokens.
 *
 * @param mean of the tokens
 * @param directions unit vectors, that of the greatest variance first; the element that is largest
 *     in size is positive, since a direction has no sign of its own
 * @param varianceRatios each component's share of the variance; 0 where there is no variance
 */
record PrincipalComponents(double[] mean, List<double[]> directions, List<Double> varianceRatios) {
  private static final int BLOCK_ROWS = 512;

  static {
    // How OpenBLAS shares work among threads decides the last bits of its sums.
    openblas.blas_set_num_threads(1);
  }

  /**
   * Fits components to a sample by the eigenvectors of its covariance.
   *
   * @param count how many components, at most the width
   */
  static PrincipalComponents fit(TokenSample sample, int count) {
    int width = sample.width();
    double[] mean = mean(sample);
    double[] scatter = scatter(sample, mean);
    double total = 0;
    for (int i = 0; i < width; i++) {
      total += scatter[i * width + i];
    }
    double[] eigenvalues = new double[width];
    int info =
        LAPACK.engine.syevd(
            Layout.COL_MAJOR, EVDJob.VECTORS, UPLO.LOWER, width, scatter, width, eigenvalues);
    if (info != 0) {
      throw new IllegalStateException("dsyevd ended with info = " + info);
    }
    List<double[]> directions = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int k = width - 1; k >= width - count; k--) {
      directions.add(oriented(Arrays.copyOfRange(scatter, k * width, (k + 1) * width)));
      ratios.add(total > 0 ? Math.max(0, eigenvalues[k]) / total : 0.0);
    }
    return new PrincipalComponents(mean, directions, ratios);
  }

  /**
   * Components of tokens.
   *
   * @param tokens (count, width), row-major
   * @return one array per component, an element per token
   */
  double[][] project(float[] tokens) {
    int width = mean.length;
    int count = tokens.length / width;
    double[][] projected = new double[directions.size()][count];
    for (int k = 0; k < projected.length; k++) {
      double[] direction = directions.get(k);
      for (int token = 0; token < count; token++) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
          sum += direction[i] * (tokens[token * width + i] - mean[i]);
        }
        projected[k][token] = sum;
      }
    }
    return projected;
  }

  private static double[] mean(TokenSample sample) {
    double[] mean = new double[sample.width()];
    float[] values = sample.values();
    for (int i = 0; i < values.length; i++) {
      mean[i % mean.length] += values[i];
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= sample.count();
    }
    return mean;
  }

  /** Sum of the products of deviations, (width, width). */
  private static double[] scatter(TokenSample sample, double[] mean) {
    int width = sample.width();
    double[] scatter = new double[Math.multiplyExact(width, width)];
    for (int from = 0; from < sample.count(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, sample.count() - from);
      double[] deviations = new double[rows * width];
      for (int i = 0; i < deviations.length; i++) {
        deviations[i] = sample.values()[from * width + i] - mean[i % width];
      }
      // Row-major (rows, width) is column-major (width, rows).
      BLAS.engine.gemm(
          Layout.COL_MAJOR,
          Transpose.NO_TRANSPOSE,
          Transpose.TRANSPOSE,
          width,
          width,
          rows,
          1,
          deviations,
          width,
          deviations,
          width,
          1,
          scatter,
          width);
    }
    return scatter;
  }

  private static double[] oriented(double[] direction) {
    double largest = 0;
    for (double element : direction) {
      if (Math.abs(element) > Math.abs(largest)) {
        largest = element;
      }
    }
    double[] oriented = direction.clone();
    for (int i = 0; largest < 0 && i < oriented.length; i++) {
      oriented[i] = -oriented[i];
    }
    return oriented;
  }
}
