package protomass.inference.whitening;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.error.UsageException;
import protomass.core.progress.Progress;
import protomass.inference.Golden;
import protomass.inference.Samples;
import protomass.inference.feature.ArrayFeatures;
import protomass.inference.feature.FeatureMatrix;

class PrincipalComponentFitTest {
  private static PrincipalComponents fit(FeatureMatrix features, int[] training) {
    return PrincipalComponentFit.fit(
        features, training, features.columns(), Progress.silent(training.length));
  }

  private static int[] all(FeatureMatrix features) {
    return IntStream.range(0, features.rows()).toArray();
  }

  private static double[] whitened(
      PrincipalComponents components, FeatureMatrix features, int[] rows) {
    double[] whitened = new double[rows.length * components.count()];
    components.<RuntimeException>whiten(
        features,
        rows,
        (first, count, scores) ->
            System.arraycopy(
                scores, 0, whitened, first * components.count(), count * components.count()));
    return whitened;
  }

  /** Correlated features of very different scales, far from the origin. */
  private static ArrayFeatures correlated(long seed, int rows, int columns) {
    double[] noise = Samples.normal(seed, rows * columns);
    double[] values = new double[noise.length];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      double previous = column == 0 ? 0 : noise[i - 1];
      values[i] = 100 + Math.pow(10, -2.0 * column / columns) * (noise[i] + 0.7 * previous);
    }
    return new ArrayFeatures(columns, values);
  }

  @ParameterizedTest
  @MethodSource("protomass.inference.Golden#files")
  void equalsScikitLearn(Path file) {
    try (Golden golden = Golden.open(file)) {
      ArrayFeatures features = golden.features();
      PrincipalComponents components = fit(features, golden.training());
      assertEquals(0, components.dropped());
      // Asked for by the definition of the golden test.
      double tolerance = 1e-8;
      assertArrayEquals(golden.file().doubles("pca.mean"), components.mean(), tolerance);
      assertArrayEquals(
          golden.file().doubles("pca.explained_variance"),
          components.explainedVariance(),
          tolerance);
      assertArrayEquals(
          golden.file().doubles("pca.components"),
          Arrays.stream(components.components()).flatMapToDouble(Arrays::stream).toArray(),
          tolerance);
      assertArrayEquals(
          golden.file().doubles("pca.whitened"),
          whitened(components, features, all(features)),
          tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({"2000, 20", "300, 250", "300, 300", "60, 200", "40, 700", "1500, 300", "2, 3"})
  void whitenedTrainingRowsHaveUnitCovariance(int rows, int columns) {
    ArrayFeatures features = correlated(rows, rows + 7, columns);
    int[] training = IntStream.range(0, rows).map(i -> i + 3).toArray();
    PrincipalComponents components = fit(features, training);
    int count = components.count();
    assertEquals(Math.min(columns, rows - 1), count);
    assertEquals(columns - count, components.dropped());
    double[] white = whitened(components, features, training);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        double mean = 0;
        for (int row = 0; row < rows; row++) {
          sum += white[row * count + i] * white[row * count + j];
          mean += white[row * count + i];
        }
        assertEquals(i == j ? 1 : 0, sum / (rows - 1), covarianceError(components, rows, i, j));
        // The mean of values of 100 is known to 1e-14; a component adds up to 26 (the root of
        // 700) times that.
        assertEquals(0, mean / rows * Math.sqrt(components.explainedVariance()[i]), 1e-12);
      }
    }
  }

  /**
   * The matrix of the eigenproblem is known to max(rows, features) units in the last place of its
   * largest eigenvalue. Whitening divides by the deviations, and where components come from inner
   * products of rows those were divided by deviations before: the lesser variance sets the error.
   * Beyond 1e-3 the test would say nothing.
   */
  private static double covarianceError(PrincipalComponents components, int rows, int i, int j) {
    double[] variances = components.explainedVariance();
    double error =
        Math.max(rows, components.mean().length)
            * Math.ulp(1.0)
            * variances[0]
            / Math.min(variances[i], variances[j]);
    assertTrue(error < 1e-3, "sample too ill-conditioned: " + error);
    return error;
  }

  @ParameterizedTest
  @CsvSource({"400, 30", "30, 400"})
  void allComponentsTogetherGiveTheRowsBack(int rows, int columns) {
    ArrayFeatures features = correlated(5, rows, columns);
    PrincipalComponents components = fit(features, all(features));
    double[] white = whitened(components, features, all(features));
    for (int row = 0; row < rows; row += 7) {
      double[] rebuilt = components.mean().clone();
      for (int k = 0; k < components.count(); k++) {
        double score =
            white[row * components.count() + k] * Math.sqrt(components.explainedVariance()[k]);
        for (int column = 0; column < columns; column++) {
          rebuilt[column] += score * components.components()[k][column];
        }
      }
      double[] original = new double[columns];
      features.readRow(row, original, 0);
      // Values of 100 and deviations of order 1.
      assertArrayEquals(original, rebuilt, 1e-9);
    }
  }

  @Test
  void variancesFallAndTheFarthestTrainingRowIsPositive() {
    ArrayFeatures features = correlated(8, 500, 12);
    PrincipalComponents components = fit(features, all(features));
    double[] white = whitened(components, features, all(features));
    for (int k = 0; k < 12; k++) {
      double farthest = 0;
      for (int row = 0; row < 500; row++) {
        double score = white[row * 12 + k];
        farthest = Math.abs(score) > Math.abs(farthest) ? score : farthest;
      }
      assertTrue(farthest > 0, "component " + k);
      assertTrue(
          k == 0 || components.explainedVariance()[k] < components.explainedVariance()[k - 1]);
    }
  }

  @Test
  void aConstantAddedToAllFeaturesChangesNothing() {
    ArrayFeatures features = correlated(9, 300, 10);
    ArrayFeatures moved =
        new ArrayFeatures(10, Arrays.stream(features.values()).map(v -> v + 1000).toArray());
    double[] white = whitened(fit(features, all(features)), features, all(features));
    double[] whiteMoved = whitened(fit(moved, all(moved)), moved, all(moved));
    // Adding 1000 rounds the values to 1e-13; the smallest deviation is 0.01.
    assertArrayEquals(white, whiteMoved, 1e-9);
  }

  @Test
  void testRowsDoNotEnterTheFit() {
    ArrayFeatures features = correlated(10, 200, 6);
    int[] training = IntStream.range(0, 150).toArray();
    PrincipalComponents before = fit(features, training);
    Arrays.fill(features.values(), 150 * 6, 200 * 6, 1e6);
    PrincipalComponents after = fit(features, training);
    assertArrayEquals(before.mean(), after.mean());
    assertArrayEquals(before.explainedVariance(), after.explainedVariance());
  }

  @Test
  void dropsDependentFeaturesAndKeepsTheFirstWanted() {
    ArrayFeatures features = correlated(11, 100, 5);
    double[] doubled = new double[100 * 10];
    for (int row = 0; row < 100; row++) {
      for (int column = 0; column < 5; column++) {
        doubled[row * 10 + column] = features.values()[row * 5 + column];
        doubled[row * 10 + 5 + column] = -3 * features.values()[row * 5 + column];
      }
    }
    ArrayFeatures dependent = new ArrayFeatures(10, doubled);
    PrincipalComponents components = fit(dependent, all(dependent));
    assertEquals(5, components.count());
    assertEquals(5, components.dropped());
    PrincipalComponents first =
        PrincipalComponentFit.fit(dependent, all(dependent), 2, Progress.silent(1));
    assertEquals(2, first.count());
    assertEquals(0, first.dropped());
    assertArrayEquals(components.components()[1], first.components()[1]);
  }

  @Test
  void roundingOfStoredValuesIsNotSignal() {
    // One real dimension and one that differs only in the last bits of float32.
    double[] values = new double[200];
    double[] noise = Samples.normal(12, 100);
    for (int row = 0; row < 100; row++) {
      values[2 * row] = 1000 + noise[row];
      values[2 * row + 1] = 1000 + (row % 2) * 1e-5;
    }
    FeatureMatrix single = new SingleRoundoff(new ArrayFeatures(2, values));
    assertEquals(1, fit(single, all(single)).count());
    FeatureMatrix exact = new ArrayFeatures(2, values);
    assertEquals(2, fit(exact, all(exact)).count());
  }

  @Test
  void isTheSameOnAnyNumberOfThreads() throws Exception {
    ArrayFeatures tall = correlated(13, 900, 520);
    ArrayFeatures wide = correlated(14, 400, 1200);
    for (ArrayFeatures features : new ArrayFeatures[] {tall, wide}) {
      try (ForkJoinPool one = new ForkJoinPool(1);
          ForkJoinPool four = new ForkJoinPool(4)) {
        PrincipalComponents alone = one.submit(() -> fit(features, all(features))).get();
        PrincipalComponents many = four.submit(() -> fit(features, all(features))).get();
        assertArrayEquals(alone.components(), many.components());
        assertArrayEquals(
            one.submit(() -> whitened(alone, features, all(features))).get(),
            four.submit(() -> whitened(many, features, all(features))).get());
      }
    }
  }

  @Test
  void refusesWhatCannotBeWhitened() {
    ArrayFeatures equal = new ArrayFeatures(3, new double[30]);
    assertTrue(
        assertThrows(UsageException.class, () -> fit(equal, all(equal)))
            .getMessage()
            .startsWith("the 10 training rows are equal to rounding"));
    assertTrue(
        assertThrows(UsageException.class, () -> fit(equal, new int[] {4}))
            .getMessage()
            .startsWith("whitening needs at least 2 training rows, not 1"));
    int large = PrincipalComponentFit.LARGEST_PROBLEM + 1;
    FeatureMatrix huge = new Zeros(large, large + 5);
    assertTrue(
        assertThrows(UsageException.class, () -> fit(huge, new int[large]))
            .getMessage()
            .contains("an eigenproblem of order " + large));
  }

  private record SingleRoundoff(ArrayFeatures values) implements FeatureMatrix {
    @Override
    public int rows() {
      return values.rows();
    }

    @Override
    public int columns() {
      return values.columns();
    }

    @Override
    public double storageRoundoff() {
      return 0x1p-24;
    }

    @Override
    public void read(int row, int column, int count, double[] target, int offset) {
      values.read(row, column, count, target, offset);
    }

    @Override
    public void close() {}
  }

  private record Zeros(int rows, int columns) implements FeatureMatrix {
    @Override
    public double storageRoundoff() {
      return 0;
    }

    @Override
    public void read(int row, int column, int count, double[] target, int offset) {
      Arrays.fill(target, offset, offset + count, 0);
    }

    @Override
    public void close() {}
  }
}
