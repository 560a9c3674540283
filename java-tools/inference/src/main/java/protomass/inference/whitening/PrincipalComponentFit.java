package protomass.inference.whitening;

import java.util.Arrays;
import java.util.stream.IntStream;
import protomass.core.algebra.CrossProduct;
import protomass.core.algebra.SymmetricEigen;
import protomass.core.error.UsageException;
import protomass.core.progress.Progress;
import protomass.inference.feature.CentredRows;
import protomass.inference.feature.ColumnMoments;
import protomass.inference.feature.FeatureMatrix;

/**
 * Fits principal components to training rows in double precision. The rows are centred first and
 * read in blocks; the eigenproblem is that of their covariance (features by features), or of their
 * inner products (rows by rows) where there are fewer rows than features.
 *
 * <p>The sign of a component is chosen so that the training row that lies farthest along it has a
 * positive score; the earliest such row decides. This is the rule of scikit-learn's svd_flip based
 * on the left singular vectors.
 */
public final class PrincipalComponentFit {
  /** Order of the largest eigenproblem; it takes some 6 GiB. */
  static final int LARGEST_PROBLEM = 16384;

  private static final double DOUBLE_EPSILON = Math.ulp(1.0);

  private final FeatureMatrix features;
  private final int[] training;
  private final ColumnMoments moments;
  private final CentredRows centred;
  private final Progress progress;

  private PrincipalComponentFit(FeatureMatrix features, int[] training, Progress progress) {
    this.features = features;
    this.training = training;
    this.moments = ColumnMoments.of(features, training);
    this.centred = new CentredRows(features, moments.mean());
    this.progress = progress;
  }

  /**
   * Fits the components.
   *
   * @param training row numbers of the training rows
   * @param wanted how many components to keep at most
   * @param progress counts training rows
   * @throws UsageException when there are fewer than two training rows, when they are all equal, or
   *     when the smaller of rows and features exceeds {@link #LARGEST_PROBLEM}
   */
  public static PrincipalComponents fit(
      FeatureMatrix features, int[] training, int wanted, Progress progress) {
    int problem = Math.min(training.length, features.columns());
    if (problem > LARGEST_PROBLEM) {
      throw new UsageException(
          "whitening %d training rows of %d features is an eigenproblem of order %d, over %d"
              .formatted(training.length, features.columns(), problem, LARGEST_PROBLEM),
          "use features of fewer dimensions, such as smaller maps");
    }
    if (training.length < 2) {
      throw new UsageException(
          "whitening needs at least 2 training rows, not " + training.length,
          "make a catalogue with more training maps");
    }
    return new PrincipalComponentFit(features, training, progress).fit(wanted);
  }

  private PrincipalComponents fit(int wanted) {
    boolean fewRows = training.length <= features.columns();
    SymmetricEigen eigen = SymmetricEigen.of(fewRows ? innerProducts() : covariance());
    int order = fewRows ? training.length : features.columns();
    double[] ascending = eigen.values();
    double floor = varianceFloor(ascending[order - 1]);
    int significant = (int) Arrays.stream(ascending).filter(value -> value > floor).count();
    if (significant == 0) {
      throw new UsageException(
          "the %d training rows are equal to rounding, so there is nothing to whiten"
              .formatted(training.length),
          "check the encoder and the maps");
    }
    int kept = Math.min(significant, wanted);
    SymmetricEigen.Leading axes = eigen.leading(kept);
    if (fewRows) {
      axes = throughRows(axes);
    }
    PrincipalComponents components =
        new PrincipalComponents(
            moments.mean(),
            axes.vectors(),
            axes.values(),
            Math.min(wanted, features.columns()) - kept,
            floor);
    orient(components);
    return components;
  }

  private double[][] covariance() {
    int columns = features.columns();
    CrossProduct product = new CrossProduct(columns);
    int blockRows = RowBlocks.rows(columns);
    double[][] block = new double[blockRows][columns];
    CrossProduct.Slice slice = product.newSlice(blockRows);
    for (int first = 0; first < training.length; first += blockRows) {
      int depth = Math.min(blockRows, training.length - first);
      centred.read(training, first, depth, block);
      for (int row = 0; row < depth; row++) {
        for (int column = 0; column < columns; column++) {
          slice.put(row, column, block[row][column]);
        }
      }
      product.add(slice, depth);
      progress.advance(depth);
    }
    return product.finish(1.0 / (training.length - 1));
  }

  private double[][] innerProducts() {
    int columns = features.columns();
    CrossProduct product = new CrossProduct(training.length);
    int blockColumns = Math.min(columns, RowBlocks.rows(training.length));
    double[] piece = new double[blockColumns];
    CrossProduct.Slice slice = product.newSlice(blockColumns);
    for (int first = 0; first < columns; first += blockColumns) {
      int depth = Math.min(blockColumns, columns - first);
      for (int row = 0; row < training.length; row++) {
        features.read(training[row], first, depth, piece, 0);
        for (int feature = 0; feature < depth; feature++) {
          slice.put(feature, row, piece[feature] - moments.mean()[first + feature]);
        }
      }
      product.add(slice, depth);
    }
    progress.advance(training.length);
    return product.finish(1.0 / (training.length - 1));
  }

  /**
   * Two kinds of rounding set the least variance that means anything: adding up the products in
   * double precision errs by up to max(rows, features) units in the last place of the largest
   * variance; and a feature stored with relative error r carries an error of variance up to
   * (r·value)²/3 along any direction.
   */
  private double varianceFloor(double largest) {
    double arithmetic =
        Math.max(training.length, features.columns()) * DOUBLE_EPSILON * Math.max(largest, 0);
    double roundoff = features.storageRoundoff();
    double storage = Arrays.stream(moments.meanSquare()).max().orElse(0) * roundoff * roundoff / 3;
    return Math.max(arithmetic, storage);
  }

  /** Turns eigenvectors over training rows into unit vectors over features. */
  private SymmetricEigen.Leading throughRows(SymmetricEigen.Leading overRows) {
    int columns = features.columns();
    int kept = overRows.values().length;
    double[][] vectors = new double[kept][columns];
    int blockRows = RowBlocks.rows(columns);
    double[][] block = new double[blockRows][columns];
    for (int first = 0; first < training.length; first += blockRows) {
      int begin = first;
      int depth = Math.min(blockRows, training.length - first);
      centred.read(training, first, depth, block);
      IntStream.range(0, kept)
          .parallel()
          .forEach(k -> accumulate(block, depth, overRows.vectors()[k], begin, vectors[k]));
    }
    for (double[] vector : vectors) {
      normalise(vector);
    }
    return new SymmetricEigen.Leading(overRows.values(), vectors);
  }

  private static void accumulate(
      double[][] block, int depth, double[] weights, int begin, double[] sum) {
    for (int row = 0; row < depth; row++) {
      double weight = weights[begin + row];
      double[] values = block[row];
      for (int column = 0; column < sum.length; column++) {
        sum[column] = sum[column] + weight * values[column];
      }
    }
  }

  private static void normalise(double[] vector) {
    double length = Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  private void orient(PrincipalComponents components) {
    double[] farthest = new double[components.count()];
    components.<RuntimeException>project(
        features,
        training,
        (first, count, scores) -> {
          for (int i = 0; i < count * farthest.length; i++) {
            int k = i % farthest.length;
            if (Math.abs(scores[i]) > Math.abs(farthest[k])) {
              farthest[k] = scores[i];
            }
          }
        });
    for (int k = 0; k < farthest.length; k++) {
      if (farthest[k] < 0) {
        double[] component = components.components()[k];
        Arrays.setAll(component, i -> -component[i]);
      }
    }
  }
}
