package protomass.vision.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protomass.core.algebra.CrossProduct;
import protomass.core.algebra.SymmetricEigen;

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

  /**
   * Fits components to a sample by the eigenvectors of its covariance.
   *
   * @param count how many components, at most the width
   */
  static PrincipalComponents fit(TokenSample sample, int count) {
    int width = sample.width();
    double[] mean = mean(sample);
    double[][] scatter = scatter(sample, mean);
    double total = 0;
    for (int i = 0; i < width; i++) {
      total += scatter[i][i];
    }
    SymmetricEigen.Leading leading = SymmetricEigen.of(scatter).leading(count);
    List<double[]> directions = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      directions.add(oriented(leading.vectors()[k]));
      ratios.add(total > 0 ? Math.max(0, leading.values()[k]) / total : 0.0);
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

  /** The same with some directions turned round. */
  PrincipalComponents turned(boolean[] which) {
    List<double[]> turned = new ArrayList<>();
    for (int k = 0; k < which.length; k++) {
      double sign = which[k] ? -1 : 1;
      turned.add(Arrays.stream(directions.get(k)).map(element -> sign * element).toArray());
    }
    return new PrincipalComponents(mean, turned, varianceRatios);
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
  private static double[][] scatter(TokenSample sample, double[] mean) {
    int width = sample.width();
    CrossProduct product = new CrossProduct(width);
    CrossProduct.Slice slice = product.newSlice(BLOCK_ROWS);
    for (int from = 0; from < sample.count(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, sample.count() - from);
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < width; i++) {
          slice.put(row, i, sample.values()[(from + row) * width + i] - mean[i]);
        }
      }
      product.add(slice, rows);
    }
    return product.finish(1);
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
