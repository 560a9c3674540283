package protomass.core.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** Vectors are of unit length and at right angles, and A v = λ v. */
  private static SymmetricEigen solved(double[][] matrix) {
    int size = matrix.length;
    SymmetricEigen eigen = SymmetricEigen.of(copy(matrix));
    double largest = Arrays.stream(eigen.values()).map(Math::abs).max().orElseThrow();
    // Backward stable solvers err by a modest multiple of size roundings of the largest value.
    double rounding = 4 * (size + 4) * Math.ulp(1.0);
    for (int i = 0; i < size; i++) {
      double[] vector = eigen.vectors()[i];
      assertTrue(i == 0 || eigen.values()[i - 1] <= eigen.values()[i]);
      for (int j = 0; j <= i; j++) {
        assertEquals(i == j ? 1 : 0, dot(vector, eigen.vectors()[j]), rounding);
      }
      for (int row = 0; row < size; row++) {
        assertEquals(eigen.values()[i] * vector[row], dot(matrix[row], vector), rounding * largest);
      }
    }
    return eigen;
  }

  @Test
  void solvesByHand() {
    assertArrayEquals(new double[] {7}, solved(new double[][] {{7}}).values());
    SymmetricEigen two = solved(new double[][] {{2, 1}, {1, 2}});
    assertArrayEquals(new double[] {1, 3}, two.values(), 1e-15);
    assertArrayEquals(new double[3], solved(new double[3][3]).values());
    double[][] diagonal = new double[4][4];
    for (int i = 0; i < 4; i++) {
      diagonal[i][i] = 4 - i;
    }
    assertArrayEquals(new double[] {1, 2, 3, 4}, solved(diagonal).values());
  }

  /** The second difference has the eigenvalues 2 - 2 cos(k π / (n + 1)). */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 129, 200})
  void solvesTheSecondDifference(int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 2;
      if (i > 0) {
        matrix[i][i - 1] = -1;
        matrix[i - 1][i] = -1;
      }
    }
    double[] values = solved(matrix).values();
    for (int k = 1; k <= size; k++) {
      double expected = 2 - 2 * Math.cos(k * Math.PI / (size + 1));
      assertEquals(expected, values[k - 1], 4 * size * Math.ulp(1.0));
    }
  }

  /** Kac, Murdock and Szegő's matrix min(i, j) has the inverse of a second difference. */
  @Test
  void solvesAFullMatrixWithKnownValues() {
    int size = 150;
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = Math.min(i, j) + 1;
      }
    }
    double[] values = solved(matrix).values();
    double[] expected = new double[size];
    for (int k = 0; k < size; k++) {
      double sine = Math.sin((2 * k + 1) * Math.PI / (4 * size + 2));
      expected[size - 1 - k] = 1 / (4 * sine * sine);
    }
    assertArrayEquals(expected, values, 4 * size * Math.ulp(1.0) * expected[size - 1]);
  }

  /** Covariances: of full rank, of low rank (many values of zero), and with values in clusters. */
  @Test
  void solvesCovariances() {
    solved(CrossProductTest.crossProduct(CrossProductTest.matrix(5, 400, 150), 64));
    solved(CrossProductTest.crossProduct(CrossProductTest.matrix(6, 20, 150), 64));
    double[][] clustered = new double[120][120];
    for (int i = 0; i < 120; i++) {
      for (int j = 0; j < 120; j++) {
        // Two values only: 5 and 5 - 2 * 120 / 120.
        clustered[i][j] = (i == j ? 5 : 0) - 2.0 / 120;
      }
    }
    double[] values = solved(clustered).values();
    assertEquals(3, values[0], 1e-12);
    assertEquals(5, values[1], 1e-12);
    assertEquals(5, values[119], 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p-700, 0x1p-300, 0x1p300, 0x1p700})
  void sizeDoesNotMatter(double scale) {
    double[][] matrix = CrossProductTest.crossProduct(CrossProductTest.matrix(7, 60, 40), 64);
    SymmetricEigen plain = SymmetricEigen.of(copy(matrix));
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= scale;
      }
    }
    SymmetricEigen scaled = SymmetricEigen.of(matrix);
    assertArrayEquals(plain.vectors(), scaled.vectors());
    assertArrayEquals(
        Arrays.stream(plain.values()).map(value -> value * scale).toArray(), scaled.values());
  }

  @Test
  void isTheSameOnAnyNumberOfThreads() throws Exception {
    double[][] matrix = CrossProductTest.crossProduct(CrossProductTest.matrix(8, 300, 290), 64);
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4)) {
      SymmetricEigen alone = one.submit(() -> SymmetricEigen.of(copy(matrix))).get();
      SymmetricEigen many = four.submit(() -> SymmetricEigen.of(copy(matrix))).get();
      assertArrayEquals(alone.values(), many.values());
      assertArrayEquals(alone.vectors(), many.vectors());
    }
  }

  @Test
  void refusesWhatIsNotFinite() {
    assertThrows(
        IllegalArgumentException.class, () -> SymmetricEigen.of(new double[][] {{Double.NaN}}));
    assertThrows(
        IllegalArgumentException.class,
        () -> SymmetricEigen.of(new double[][] {{Double.POSITIVE_INFINITY}}));
  }
}
