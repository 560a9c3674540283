package protomass.inference.feature;

/**
 * Reads rows of a feature matrix with a constant vector subtracted.
 *
 * @param features the matrix
 * @param centre what is subtracted, (columns)
 */
public record CentredRows(FeatureMatrix features, double[] centre) {
  /**
   * Reads rows {@code order[first]} to {@code order[first + count - 1]}.
   *
   * @param order row numbers
   * @param target at least {@code count} arrays of all columns
   */
  public void read(int[] order, int first, int count, double[][] target) {
    for (int i = 0; i < count; i++) {
      double[] row = target[i];
      features.readRow(order[first + i], row, 0);
      for (int column = 0; column < centre.length; column++) {
        row[column] -= centre[column];
      }
    }
  }
}
