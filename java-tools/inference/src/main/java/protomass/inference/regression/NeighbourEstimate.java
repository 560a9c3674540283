package protomass.inference.regression;

/**
 * What the neighbours say of one value.
 *
 * @param value weighted mean of the neighbours' values
 * @param lower least value among neighbours that count
 * @param upper greatest value among them. For k neighbours that are as likely as the query itself
 *     to have any value of their surroundings, the true value lies between the two with probability
 *     (k - 1)/(k + 1): 0.67 for five
 */
public record NeighbourEstimate(double value, double lower, double upper) {
  /**
   * Estimates a value.
   *
   * @param neighbours at least one
   * @param values the known values of all rows
   */
  public static NeighbourEstimate of(
      Neighbours neighbours, double[] values, NeighbourWeights weighting) {
    double[] weights = weighting.of(neighbours.distances());
    double sum = 0;
    double sumOfWeights = 0;
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        double value = values[neighbours.rows()[i]];
        sum += weights[i] * value;
        sumOfWeights += weights[i];
        lower = Math.min(lower, value);
        upper = Math.max(upper, value);
      }
    }
    return new NeighbourEstimate(sum / sumOfWeights, lower, upper);
  }
}
