package protomass.core.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.random.RandomStream;

class CrossProductTest {
  private static final int SIZE = 300; // two panels, the second one narrow
  private static final int ROWS = 301; // more than fit the cache, no multiple of four

  /** Numbers of very different sizes, so that another order of a sum has other last bits. */
  static double[][] matrix(long seed, int rows, int columns) {
    RandomStream random = RandomStream.of(seed, "algebra.test");
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextGaussian() * Math.scalb(1.0, random.nextInt(20));
      }
    }
    return matrix;
  }

  @Test
  void multipliesMatrices() {
    double[][] a = {{1, 2, 3}, {4, 5, 6}};
    double[][] product = new double[2][2];
    MatrixProduct.add(2, 3, 2, a, MatrixProduct.transposed(2, 3, a), product);
    assertArrayEquals(new double[][] {{14, 32}, {32, 77}}, product);
    MatrixProduct.add(2, 3, 2, a, MatrixProduct.transposed(2, 3, a), product);
    assertArrayEquals(new double[][] {{28, 64}, {64, 154}}, product);
  }

  /** The documented order, written out; warm, so that compiled code is compared as well. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 13, 5", "64, 301, 256", "33, 130, 257"})
  void eachElementIsAddedUpInAscendingOrder(int rows, int depth, int columns) {
    double[][] left = matrix(1, rows, depth);
    double[][] right = matrix(2, depth, columns);
    double[][] expected = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < depth; k++) {
          expected[i][j] += left[i][k] * right[k][j];
        }
      }
    }
    for (int round = 0; round < 30; round++) {
      double[][] product = new double[rows][columns];
      MatrixProduct.add(rows, depth, columns, left, right, product);
      assertArrayEquals(expected, product);
    }
  }

  @Test
  void equalsTheExactProduct() {
    double[][] a = matrix(3, ROWS, SIZE);
    double[][] product = crossProduct(a, 50);
    for (int i = 0; i < SIZE; i += 37) {
      for (int j = 0; j < SIZE; j += 23) {
        BigDecimal exact = BigDecimal.ZERO;
        double sizes = 0;
        for (double[] row : a) {
          exact = exact.add(new BigDecimal(row[i]).multiply(new BigDecimal(row[j])));
          sizes += Math.abs(row[i] * row[j]);
        }
        // A sum of n terms errs by at most n roundings of the sum of their sizes.
        double bound = ROWS * Math.ulp(1.0) * 2 * sizes;
        assertEquals(2 * exact.doubleValue(), product[i][j], bound);
      }
    }
  }

  @Test
  void isTheSameHoweverItIsCutAndOnAnyNumberOfThreads() throws Exception {
    double[][] a = matrix(4, ROWS, 700);
    double[][] whole = crossProduct(a, ROWS);
    assertArrayEquals(whole, crossProduct(a, 16));
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4)) {
      assertArrayEquals(whole, one.submit(() -> crossProduct(a, 16)).get());
      assertArrayEquals(whole, four.submit(() -> crossProduct(a, 16)).get());
    }
  }

  /** Twice AᵀA. */
  static double[][] crossProduct(double[][] a, int sliceRows) {
    int size = a[0].length;
    CrossProduct product = new CrossProduct(size);
    CrossProduct.Slice slice = product.newSlice(sliceRows);
    for (int first = 0; first < a.length; first += sliceRows) {
      int depth = Math.min(sliceRows, a.length - first);
      for (int row = 0; row < depth; row++) {
        for (int column = 0; column < size; column++) {
          slice.put(row, column, a[first + row][column]);
        }
      }
      product.add(slice, depth);
    }
    return product.finish(2);
  }
}
