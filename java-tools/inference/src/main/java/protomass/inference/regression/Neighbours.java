package protomass.inference.regression;

/**
 * The nearest training rows of one query, nearest first; of equal distances the lower row first.
 *
 * @param rows row numbers
 * @param distances Euclidean distances
 */
public record Neighbours(int[] rows, double[] distances) {}
