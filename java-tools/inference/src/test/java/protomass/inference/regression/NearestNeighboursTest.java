package protomass.inference.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.progress.Progress;
import protomass.core.random.RandomStream;
import protomass.inference.Samples;
import protomass.inference.feature.ArrayFeatures;

class NearestNeighboursTest {
  private static double distance(ArrayFeatures features, int one, int other) {
    double sum = 0;
    for (int i = 0; i < features.columns(); i++) {
      double difference =
          features.values()[one * features.columns() + i]
              - features.values()[other * features.columns() + i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static int[] bruteForce(ArrayFeatures features, int query, int[] training, int k) {
    return Arrays.stream(training)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer row) -> distance(features, query, row))
                .thenComparing(Comparator.naturalOrder()))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void assertEqualsBruteForce(
      ArrayFeatures features, int[] training, int[] queries, int k, List<Neighbours> found) {
    for (int i = 0; i < queries.length; i++) {
      int query = queries[i];
      int[] expected = bruteForce(features, query, training, k);
      assertArrayEquals(expected, found.get(i).rows(), "query " + query);
      // Both add the same squares in the same order: not a bit may differ.
      assertArrayEquals(
          Arrays.stream(expected).mapToDouble(row -> distance(features, query, row)).toArray(),
          found.get(i).distances());
    }
  }

  private static List<Neighbours> search(
      ArrayFeatures features, int[] training, int[] queries, int k, int queryBlock, int block) {
    return new NearestNeighbours(features, training, queryBlock, block)
        .search(queries, k, Progress.silent(queries.length));
  }

  /** Every third row is a query, the others train. */
  private static int[] training(int rows) {
    return IntStream.range(0, rows).filter(i -> i % 3 != 0).toArray();
  }

  private static int[] queries(int rows) {
    return IntStream.range(0, rows).filter(i -> i % 3 == 0).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void equalsBruteForceForAnySizes(long seed) {
    RandomStream random = RandomStream.of(seed, "sizes");
    int rows = 10 + random.nextInt(400);
    int columns = 1 + random.nextInt(40);
    ArrayFeatures features = new ArrayFeatures(columns, Samples.normal(seed, rows * columns));
    int[] training = training(rows);
    int k = 1 + random.nextInt(Math.min(12, training.length));
    List<Neighbours> found =
        search(
            features, training, queries(rows), k, 1 + random.nextInt(50), 1 + random.nextInt(100));
    assertEqualsBruteForce(features, training, queries(rows), k, found);
  }

  @Test
  void closePairsFarFromEachOtherSurviveCancellation() {
    // Ten clusters a million apart, each of size 1e-6: |a|² + |b|² - 2ab has no digit left there.
    int rows = 300;
    double[] noise = Samples.normal(20, rows * 4);
    double[] values = new double[noise.length];
    Arrays.setAll(values, i -> 1e6 * ((i / 4) % 10) * (1 + i % 4) + 1e-6 * noise[i]);
    ArrayFeatures features = new ArrayFeatures(4, values);
    List<Neighbours> found = search(features, training(rows), queries(rows), 5, 32, 64);
    assertEqualsBruteForce(features, training(rows), queries(rows), 5, found);
  }

  @Test
  void manyEqualRowsGiveTheLowestNumbers() {
    // More equal rows than a query keeps candidates for, so that it has to settle in between.
    int rows = 3000;
    double[] values = new double[rows * 3];
    Arrays.setAll(values, i -> (i / 3) % 2);
    ArrayFeatures features = new ArrayFeatures(3, values);
    List<Neighbours> found = search(features, training(rows), queries(rows), 4, 64, 128);
    assertEqualsBruteForce(features, training(rows), new int[] {0, 3}, 4, found);
    assertArrayEquals(new int[] {2, 4, 8, 10}, found.getFirst().rows());
    assertArrayEquals(new double[4], found.getFirst().distances());
  }

  @Test
  void nearestFirstAndTiesByRowOnAGrid() {
    // Integer coordinates make many exact ties.
    int rows = 500;
    RandomStream random = RandomStream.of(3, "grid");
    double[] values = new double[rows * 2];
    Arrays.setAll(values, i -> random.nextInt(7));
    ArrayFeatures features = new ArrayFeatures(2, values);
    List<Neighbours> found = search(features, training(rows), queries(rows), 9, 10, 17);
    assertEqualsBruteForce(features, training(rows), queries(rows), 9, found);
  }

  @Test
  void doesNotDependOnBlockSizesOrThreads() throws Exception {
    int rows = 700;
    ArrayFeatures features = new ArrayFeatures(30, Samples.normal(4, rows * 30));
    List<Neighbours> reference = search(features, training(rows), queries(rows), 5, rows, rows);
    for (int block : new int[] {1, 7, 64, 256, 1000}) {
      for (int threads : new int[] {1, 3}) {
        List<Neighbours> found;
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
          found =
              pool.submit(
                      () -> search(features, training(rows), queries(rows), 5, block, block + 1))
                  .get();
        }
        for (int i = 0; i < reference.size(); i++) {
          assertArrayEquals(reference.get(i).rows(), found.get(i).rows());
          assertArrayEquals(reference.get(i).distances(), found.get(i).distances());
        }
      }
    }
  }

  @Test
  void aConstantAddedToAllFeaturesChangesNothing() {
    int rows = 400;
    // Multiples of 1/64 stay exact when a constant is added.
    double[] values =
        Arrays.stream(Samples.normal(5, rows * 8)).map(v -> Math.rint(v * 64) / 64).toArray();
    ArrayFeatures features = new ArrayFeatures(8, values);
    ArrayFeatures moved = new ArrayFeatures(8, Arrays.stream(values).map(v -> v + 4096).toArray());
    List<Neighbours> found = search(features, training(rows), queries(rows), 5, 32, 32);
    List<Neighbours> foundMoved = search(moved, training(rows), queries(rows), 5, 32, 32);
    for (int i = 0; i < found.size(); i++) {
      assertArrayEquals(found.get(i).rows(), foundMoved.get(i).rows());
      assertArrayEquals(found.get(i).distances(), foundMoved.get(i).distances());
    }
  }

  @Test
  void aTrainingRowIsItsOwnNearest() {
    ArrayFeatures features = new ArrayFeatures(5, Samples.normal(6, 100 * 5));
    int[] rows = IntStream.range(0, 100).toArray();
    List<Neighbours> found = search(features, rows, rows, 1, 10, 10);
    for (int row : rows) {
      assertEquals(row, found.get(row).rows()[0]);
      assertEquals(0, found.get(row).distances()[0]);
    }
  }

  @Test
  void takesAllRowsWhenAskedForAll() {
    ArrayFeatures features = new ArrayFeatures(2, Samples.normal(7, 30 * 2));
    int[] training = training(30);
    List<Neighbours> found = search(features, training, new int[] {0}, training.length, 4, 4);
    assertEqualsBruteForce(features, training, new int[] {0}, training.length, found);
    assertThrows(
        IllegalArgumentException.class,
        () -> search(features, training, new int[] {0}, training.length + 1, 4, 4));
  }
}
