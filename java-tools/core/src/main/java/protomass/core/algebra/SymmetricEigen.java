package protomass.core.algebra;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, the same bits on every processor and for any
 * number of threads: Householder's reduction to tridiagonal form and the implicit QL iteration with
 * Wilkinson's shift (Golub and Van Loan, Matrix Computations, section 8.3; Dubrulle, Martin and
 * Wilkinson 1968). Errors are some units in the last place of the largest eigenvalue, as those of
 * LAPACK's solvers are. Written for this purpose since LAPACK adds in other orders on other
 * processors, and the Java libraries that were tried need ten times its time.
 *
 * @param values ascending
 * @param vectors unit vectors, (size, size): row k belongs to value k; its sign is left to chance
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
  /**
   * Eigenvalues in falling order.
   *
   * @param vectors unit vectors, (count, size): row k belongs to value k
   */
  public record Leading(double[] values, double[][] vectors) {}

  private static final double EPSILON = Math.ulp(1.0) / 2;

  /** Two or three suffice as a rule. */
  private static final int MOST_SWEEPS_PER_VALUE = 60;

  /**
   * Solves the eigenproblem.
   *
   * @param matrix symmetric, (size, size), all finite; overwritten
   */
  public static SymmetricEigen of(double[][] matrix) {
    int exponent = normalise(matrix);
    Tridiagonal reduced = Tridiagonal.of(matrix);
    double[] values = reduced.diagonal();
    double[][] vectors = reduced.transposedBasis();
    Rotations rotations = new Rotations(vectors);
    double negligible = EPSILON * norm(values, reduced.beside());
    for (int first = 0; first < values.length; first++) {
      isolate(first, negligible, values, reduced.beside(), rotations);
    }
    rotations.apply();
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.scalb(values[k], exponent);
    }
    return sorted(values, vectors);
  }

  /**
   * The largest eigenvalues, in falling order, with their vectors: what principal components ask
   * for.
   *
   * @param count at most the size of the matrix
   */
  public Leading leading(int count) {
    int order = values.length;
    double[] falling = new double[count];
    double[][] axes = new double[count][];
    for (int k = 0; k < count; k++) {
      falling[k] = values[order - 1 - k];
      axes[k] = vectors[order - 1 - k];
    }
    return new Leading(falling, axes);
  }

  /** Brings the largest element near 1 by a power of two, so that no square leaves the range. */
  private static int normalise(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      for (double element : row) {
        largest = Math.max(largest, Math.abs(element));
      }
    }
    if (!Double.isFinite(largest)) {
      throw new IllegalArgumentException("the matrix has an element that is not finite");
    }
    int exponent = largest == 0 ? 0 : Math.getExponent(largest);
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.scalb(row[j], -exponent);
      }
    }
    return exponent;
  }

  private static double norm(double[] diagonal, double[] beside) {
    double norm = 0;
    for (int i = 0; i < diagonal.length; i++) {
      norm = Math.max(norm, Math.abs(diagonal[i]) + Math.abs(beside[i]));
    }
    return norm;
  }

  /** Sweeps until the first value of what is left stands alone. */
  private static void isolate(
      int first, double negligible, double[] values, double[] beside, Rotations rotations) {
    int sweeps = 0;
    for (int last = blockEnd(first, negligible, beside);
        last > first;
        last = blockEnd(first, negligible, beside)) {
      if (sweeps++ == MOST_SWEEPS_PER_VALUE) {
        throw new IllegalStateException("eigenvalue " + first + " does not converge");
      }
      sweep(first, last, values, beside, rotations);
    }
  }

  /**
   * The last row of the block from {@code first} on in which no element is negligible. The
   * reduction has changed elements by as much as is neglected here; were they compared with their
   * neighbours instead, the values of a matrix of low rank, all of them rounding, would not
   * converge.
   */
  private static int blockEnd(int first, double negligible, double[] beside) {
    int last = first;
    while (last < beside.length - 1 && Math.abs(beside[last]) > negligible) {
      last++;
    }
    return last;
  }

  private static void sweep(
      int first, int last, double[] values, double[] beside, Rotations rotations) {
    double shiftRatio = (values[first + 1] - values[first]) / (2 * beside[first]);
    double root = StrictMath.hypot(shiftRatio, 1);
    double g =
        values[last]
            - values[first]
            + beside[first] / (shiftRatio + Math.copySign(root, shiftRatio));
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    rotations.begin(last);
    for (int i = last - 1; i >= first; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double length = StrictMath.hypot(f, g);
      beside[i + 1] = length;
      if (length == 0) {
        // The block has come apart here; the rest of the sweep has nothing to chase.
        values[i + 1] -= shift;
        beside[last] = 0;
        return;
      }
      sine = f / length;
      cosine = g / length;
      g = values[i + 1] - shift;
      double change = (values[i] - g) * sine + 2 * cosine * b;
      shift = sine * change;
      values[i + 1] = g + shift;
      g = cosine * change - b;
      rotations.add(i, cosine, sine);
    }
    values[first] -= shift;
    beside[first] = g;
    beside[last] = 0;
  }

  private static SymmetricEigen sorted(double[] values, double[][] vectors) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> values[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new SymmetricEigen(
        Arrays.stream(order).mapToDouble(k -> values[k]).toArray(),
        Arrays.stream(order).mapToObj(k -> vectors[k]).toArray(double[][]::new));
  }
}
