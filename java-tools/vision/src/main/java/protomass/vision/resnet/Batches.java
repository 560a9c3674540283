package protomass.vision.resnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protomass.core.random.RandomStream;

/** Cuts the training rows of an epoch into batches. */
final class Batches {
  private Batches() {}

  /** How many batches {@link #of} makes of so many rows. */
  static int count(int rows, int batchSize) {
    return Math.max(1, Math.min(Math.ceilDiv(rows, batchSize), rows / 2));
  }

  /**
   * Batches of at most {@code batchSize} rows whose lengths differ by one at most. No batch has a
   * single row, since batch normalisation has no variance there; an odd row makes one batch longer.
   *
   * @param rows how many rows there are
   * @return places of rows, in an order that depends on the seed and the epoch alone
   */
  static List<int[]> of(int rows, int batchSize, long seed, int epoch) {
    int[] order = RandomStream.of(seed, "baseline.order", epoch).permutation(rows);
    int count = count(rows, batchSize);
    List<int[]> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) rows * i / count);
      int to = (int) ((long) rows * (i + 1) / count);
      batches.add(Arrays.copyOfRange(order, from, to));
    }
    return batches;
  }
}
