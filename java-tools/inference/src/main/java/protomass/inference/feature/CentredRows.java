package protomass.inference.feature;

/**
 * Reads rows of a feature matrix with a constant vector subtracted.
 *
 * @param features the matrix
 * @param centre what is subtracted, (columns)
 */
public record CentredRows(FeatureMatrix features, double[] centre) {
  /**
   * Reads rows {@code order[first]} to {@code order[first + count - 1]}, one behind the other.
   *
   * @param order row numbers
   */
  public void read(int[] order, int first, int count, double[] target) {
    int columns = centre.length;
    for (int i = 0; i < count; i++) {
      int offset = i * columns;
      features.readRow(order[first + i], target, offset);
      for (int column = 0; column < columns; column++) {
        target[offset + column] -= centre[column];
      }
    }
  }
}
