package protomass.inference.regression;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The training rows that may be among the k nearest of one query, from bounds on their squared
 * distances. Rows stay until a bound rules them out; then exact distances decide. The exact
 * distance is asked for rarely: at the end for little more than k rows, and in between only where
 * very many rows lie equally near.
 */
final class NeighbourCandidates {
  private final int k;
  private final IntToDoubleFunction exactSquaredDistance;
  private final int[] rows;
  private final double[] lowerBounds;
  private final double[] leastUpperBounds;
  private int[] settledRows = new int[0];
  private double[] settledDistances = new double[0];
  private double settledBound = Double.POSITIVE_INFINITY;
  private int pending;

  /**
   * @param exactSquaredDistance squared distance of a row to the query
   */
  NeighbourCandidates(int k, IntToDoubleFunction exactSquaredDistance) {
    this.k = k;
    this.exactSquaredDistance = exactSquaredDistance;
    this.rows = new int[8 * k + 64];
    this.lowerBounds = new double[rows.length];
    this.leastUpperBounds = new double[k];
    Arrays.fill(leastUpperBounds, Double.POSITIVE_INFINITY);
  }

  /** No row whose squared distance exceeds this can be among the k nearest. */
  double threshold() {
    return Math.min(leastUpperBounds[k - 1], settledBound);
  }

  /** Offers a row whose squared distance lies between two bounds. */
  void offer(int row, double lower, double upper) {
    if (lower > threshold()) {
      return;
    }
    insertUpperBound(upper);
    if (pending == rows.length) {
      prune();
    }
    rows[pending] = row;
    lowerBounds[pending] = lower;
    pending++;
  }

  /** The k nearest of all rows offered. */
  Neighbours nearest() {
    settle();
    return new Neighbours(settledRows, Arrays.stream(settledDistances).map(Math::sqrt).toArray());
  }

  private void insertUpperBound(double upper) {
    int place = k - 1;
    if (upper >= leastUpperBounds[place]) {
      return;
    }
    while (place > 0 && leastUpperBounds[place - 1] > upper) {
      leastUpperBounds[place] = leastUpperBounds[place - 1];
      place--;
    }
    leastUpperBounds[place] = upper;
  }

  private void prune() {
    dropRuledOut();
    if (pending > rows.length / 2) {
      settle();
    }
  }

  private void dropRuledOut() {
    int kept = 0;
    for (int i = 0; i < pending; i++) {
      if (lowerBounds[i] <= threshold()) {
        rows[kept] = rows[i];
        lowerBounds[kept] = lowerBounds[i];
        kept++;
      }
    }
    pending = kept;
  }

  private void settle() {
    dropRuledOut();
    int[] candidates =
        IntStream.concat(Arrays.stream(settledRows), Arrays.stream(rows, 0, pending)).toArray();
    double[] distances =
        DoubleStream.concat(
                Arrays.stream(settledDistances),
                Arrays.stream(rows, 0, pending).mapToDouble(exactSquaredDistance))
            .toArray();
    int[] order =
        IntStream.range(0, candidates.length)
            .boxed()
            .sorted(
                (a, b) -> {
                  int byDistance = Double.compare(distances[a], distances[b]);
                  return byDistance != 0
                      ? byDistance
                      : Integer.compare(candidates[a], candidates[b]);
                })
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
    settledRows = Arrays.stream(order).map(i -> candidates[i]).toArray();
    settledDistances = Arrays.stream(order).mapToDouble(i -> distances[i]).toArray();
    pending = 0;
    if (settledRows.length == k) {
      settledBound = settledDistances[k - 1];
    }
  }
}
