package protomass.inference.feature;

import java.util.Arrays;

/**
 * Per column of a feature matrix, over some of its rows: the mean, and the mean of squares.
 *
 * @param mean (columns)
 * @param meanSquare (columns)
 */
public record ColumnMoments(double[] mean, double[] meanSquare) {
  /**
   * Reads the rows once, in the order given.
   *
   * @param rows at least one row number
   */
  public static ColumnMoments of(FeatureMatrix features, int[] rows) {
    double[] sum = new double[features.columns()];
    double[] squares = new double[features.columns()];
    double[] vector = new double[features.columns()];
    for (int row : rows) {
      features.readRow(row, vector, 0);
      for (int column = 0; column < vector.length; column++) {
        sum[column] += vector[column];
        squares[column] += vector[column] * vector[column];
      }
    }
    return new ColumnMoments(divided(sum, rows.length), divided(squares, rows.length));
  }

  private static double[] divided(double[] sums, int count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }
}
