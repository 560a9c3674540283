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
    double[] first = new double[features.columns()];
    features.readRow(rows[0], first, 0);
    // Sums of differences keep the digits that sums of values far from zero would lose.
    double[] sum = new double[first.length];
    double[] squares = new double[first.length];
    double[] vector = new double[first.length];
    for (int row : rows) {
      features.readRow(row, vector, 0);
      for (int column = 0; column < vector.length; column++) {
        sum[column] += vector[column] - first[column];
        squares[column] += vector[column] * vector[column];
      }
    }
    double[] mean = new double[first.length];
    Arrays.setAll(mean, column -> first[column] + sum[column] / rows.length);
    return new ColumnMoments(
        mean, Arrays.stream(squares).map(square -> square / rows.length).toArray());
  }
}
