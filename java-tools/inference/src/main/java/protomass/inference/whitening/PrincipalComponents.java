package protomass.inference.whitening;

import java.util.Arrays;
import java.util.stream.IntStream;
import protomass.core.algebra.MatrixProduct;
import protomass.inference.feature.CentredRows;
import protomass.inference.feature.FeatureMatrix;

/**
 * Principal components of training rows and the whitening that they define.
 *
 * @param mean mean of the training rows, (features)
 * @param components unit vectors, (components, features), in order of falling variance
 * @param explainedVariance sample variance (n - 1) of the training rows along each component
 * @param dropped components that were left out because their variance is rounding, not signal
 * @param varianceFloor the least variance that could be told from rounding
 */
public record PrincipalComponents(
    double[] mean,
    double[][] components,
    double[] explainedVariance,
    int dropped,
    double varianceFloor) {
  private static final int TILE_COMPONENTS = 256;

  /** Takes blocks of scores as they are computed. */
  @FunctionalInterface
  public interface ScoreBlocks<E extends Exception> {
    /**
     * @param first place of the block's first row among the rows asked for
     * @param count rows in the block
     * @param scores projections on the components, row i at {@code [i * components]}
     */
    void accept(int first, int count, double[] scores) throws E;
  }

  /** Number of components. */
  public int count() {
    return components.length;
  }

  /**
   * Projects rows on the components, in blocks that are the same for any number of threads.
   *
   * @param rows row numbers
   */
  public <E extends Exception> void project(
      FeatureMatrix features, int[] rows, ScoreBlocks<E> blocks) throws E {
    CentredRows centred = new CentredRows(features, mean);
    int blockRows = RowBlocks.rows(mean.length);
    double[][] block = new double[blockRows][mean.length];
    double[] scores = new double[blockRows * count()];
    for (int first = 0; first < rows.length; first += blockRows) {
      int depth = Math.min(blockRows, rows.length - first);
      centred.read(rows, first, depth, block);
      projectBlock(block, depth, scores);
      blocks.accept(first, depth, scores);
    }
  }

  /**
   * Projects rows on the components and divides by the standard deviations, so that training rows
   * have unit covariance.
   */
  public <E extends Exception> void whiten(
      FeatureMatrix features, int[] rows, ScoreBlocks<E> blocks) throws E {
    double[] deviations = Arrays.stream(explainedVariance).map(Math::sqrt).toArray();
    project(
        features,
        rows,
        (first, count, scores) -> {
          for (int i = 0; i < count * deviations.length; i++) {
            scores[i] /= deviations[i % deviations.length];
          }
          blocks.accept(first, count, scores);
        });
  }

  private void projectBlock(double[][] block, int depth, double[] scores) {
    int tiles = (count() + TILE_COMPONENTS - 1) / TILE_COMPONENTS;
    IntStream.range(0, tiles)
        .parallel()
        .forEach(tile -> projectTile(block, depth, scores, tile * TILE_COMPONENTS));
  }

  private void projectTile(double[][] block, int depth, double[] scores, int firstComponent) {
    int features = mean.length;
    int width = Math.min(TILE_COMPONENTS, count() - firstComponent);
    double[][] tile = Arrays.copyOfRange(components, firstComponent, firstComponent + width);
    double[][] product = new double[depth][width];
    MatrixProduct.add(
        depth, features, width, block, MatrixProduct.transposed(width, features, tile), product);
    for (int row = 0; row < depth; row++) {
      System.arraycopy(product[row], 0, scores, row * count() + firstComponent, width);
    }
  }
}
