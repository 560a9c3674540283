package protomass.inference.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.ForkJoinPool;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import protomass.inference.Samples;

class DenseAlgebraTest {
  private static final double[] A = {1, 2, 3, 4, 5, 6}; // (2, 3) or (3, 2)

  @Test
  void multipliesRowMajorMatrices() {
    double[] product = new double[4];
    DenseAlgebra.productWithTransposed(2, 2, 3, A, A, product);
    assertArrayEquals(new double[] {14, 32, 32, 77}, product);
    double[] sum = {1, 1, 1, 1};
    DenseAlgebra.addTransposedProduct(2, 2, 3, A, A, sum);
    assertArrayEquals(new double[] {36, 45, 45, 57}, sum);
  }

  @Test
  void keepsOpenBlasToOneThread() {
    DenseAlgebra.productWithTransposed(1, 1, 1, new double[1], new double[1], new double[1]);
    assertEquals(1, openblas.blas_get_num_threads());
  }

  @Test
  void solvesASymmetricEigenproblem() {
    double[] matrix = {2, 1, 1, 2};
    double[] values = DenseAlgebra.symmetricEigen(2, matrix);
    assertArrayEquals(new double[] {1, 3}, values, 1e-15);
    // The second vector is (1, 1)/sqrt(2) up to its sign.
    assertEquals(matrix[2], matrix[3], 1e-15);
    assertEquals(Math.sqrt(0.5), Math.abs(matrix[3]), 1e-15);
  }

  @Test
  void crossProductEqualsTheDefinition() {
    int size = 300; // two panels, the second one narrow
    double[] a = Samples.normal(1, 50 * size);
    double[] product = crossProduct(a, size, 50, 50);
    for (int i = 0; i < size; i += 37) {
      for (int j = 0; j < size; j += 23) {
        double sum = 0;
        for (int row = 0; row < 50; row++) {
          sum += a[row * size + i] * a[row * size + j];
        }
        // 50 terms of order 1, each rounded to 1e-16.
        assertEquals(2 * sum, product[i * size + j], 1e-13);
      }
    }
  }

  @Test
  void crossProductIsTheSameOnAnyNumberOfThreads() throws Exception {
    double[] a = Samples.normal(2, 50 * 700);
    double[] alone;
    double[] many;
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4)) {
      alone = one.submit(() -> crossProduct(a, 700, 50, 16)).get();
      many = four.submit(() -> crossProduct(a, 700, 50, 16)).get();
    }
    assertArrayEquals(alone, many);
  }

  private static double[] crossProduct(double[] a, int size, int rows, int sliceRows) {
    CrossProduct product = new CrossProduct(size);
    double[][] slice = product.newSlice(sliceRows);
    for (int first = 0; first < rows; first += sliceRows) {
      int depth = Math.min(sliceRows, rows - first);
      for (int i = 0; i < depth * size; i++) {
        product.put(slice, i / size, i % size, a[first * size + i]);
      }
      product.add(slice, depth);
    }
    double[] matrix = product.finish(2);
    assertEquals(size * size, matrix.length);
    return matrix;
  }
}
