package protomass.report.input;

import java.util.stream.IntStream;

/** An even choice of rows, the same for the same numbers. */
public final class Thinning {
  private Thinning() {}

  /** Indices of at most {@code maximum} of {@code count} rows, evenly spaced, ascending. */
  public static int[] indices(int count, int maximum) {
    int kept = Math.min(count, maximum);
    return IntStream.range(0, kept).map(i -> (int) ((long) i * count / kept)).toArray();
  }
}
