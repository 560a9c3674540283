package protomass.inference.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.progress.Progress;
import protomass.core.safetensors.SafetensorsFile;
import protomass.inference.Golden;
import protomass.inference.feature.ArrayFeatures;

class NeighbourRegressionTest {
  /** Asked for by the definition of the golden test. */
  private static final double TOLERANCE = 1e-8;

  private static final double[] VALUES = {1, 2, 4, 8};

  private static NeighbourEstimate estimate(NeighbourWeights weights, double... distances) {
    int[] rows = IntStream.range(0, distances.length).toArray();
    return NeighbourEstimate.of(new Neighbours(rows, distances), VALUES, weights);
  }

  @ParameterizedTest
  @MethodSource("protomass.inference.Golden#files")
  void equalsScikitLearn(Path file) {
    try (Golden golden = Golden.open(file)) {
      equalsScikitLearn(golden, "raw", golden.features());
      ArrayFeatures whitened =
          new ArrayFeatures(
              golden.file().info("pca.whitened").shape().get(1).intValue(),
              golden.file().doubles("pca.whitened"));
      equalsScikitLearn(golden, "whitened", whitened);
    }
  }

  private static void equalsScikitLearn(Golden golden, String features, ArrayFeatures matrix) {
    SafetensorsFile file = golden.file();
    List<Neighbours> found =
        new NearestNeighbours(matrix, golden.training())
            .search(golden.test(), golden.neighbours(), Progress.silent(1));
    double[] logMasses = file.doubles("y");
    double[] predictions =
        found.stream()
            .mapToDouble(n -> NeighbourEstimate.of(n, logMasses, NeighbourWeights.DISTANCE).value())
            .toArray();
    assertArrayEquals(
        file.longs("knn." + features + ".neighbours"),
        found.stream().flatMapToLong(n -> Arrays.stream(n.rows()).asLongStream()).toArray());
    assertArrayEquals(
        file.doubles("knn." + features + ".distances"),
        found.stream().flatMapToDouble(n -> Arrays.stream(n.distances())).toArray(),
        TOLERANCE);
    assertArrayEquals(file.doubles("knn." + features + ".prediction"), predictions, TOLERANCE);
    int duplicate = golden.duplicate() - golden.test()[0];
    assertEquals(golden.duplicateOf(), found.get(duplicate).rows()[0]);
    assertEquals(0, found.get(duplicate).distances()[0]);
    assertEquals(logMasses[golden.duplicateOf()], predictions[duplicate]);
  }

  @Test
  void weighsByInverseDistance() {
    // Weights 1, 1/2, 1/4: (1 + 2/2 + 4/4) / 1.75.
    NeighbourEstimate estimate = estimate(NeighbourWeights.DISTANCE, 1, 2, 4);
    assertEquals(3 / 1.75, estimate.value(), 1e-15);
    assertEquals(1, estimate.lower());
    assertEquals(4, estimate.upper());
  }

  @Test
  void onlyCoincidentNeighboursCountWhereThereAreAny() {
    NeighbourEstimate estimate = estimate(NeighbourWeights.DISTANCE, 0, 0, 1e-9, 5);
    assertEquals(new NeighbourEstimate(1.5, 1, 2), estimate);
    // The inverse of the least double overflows: as good as coincident, as in scikit-learn.
    assertEquals(
        new NeighbourEstimate(1, 1, 1), estimate(NeighbourWeights.DISTANCE, Double.MIN_VALUE, 1));
  }

  @Test
  void uniformWeightsIgnoreDistances() {
    assertEquals(new NeighbourEstimate(3.75, 1, 8), estimate(NeighbourWeights.UNIFORM, 0, 1, 2, 3));
    assertTrue(estimate(NeighbourWeights.UNIFORM, 0, 1).value() == 1.5);
  }
}
