package protomass.core.algebra;

import java.util.stream.IntStream;

/** Work on a matrix's columns, shared among threads in ranges. */
final class ColumnRanges {
  /** Work on columns {@code first} to {@code end - 1} that neither reads nor writes others. */
  @FunctionalInterface
  interface Work {
    void run(int first, int end);
  }

  private static final int WIDTH = 128;

  private ColumnRanges() {}

  /** Does the work for columns {@code first} to {@code end - 1}, in any order. */
  static void forEach(int first, int end, Work work) {
    IntStream.range(0, Math.ceilDiv(end - first, WIDTH))
        .parallel()
        .forEach(
            range -> {
              int begin = first + range * WIDTH;
              work.run(begin, Math.min(end, begin + WIDTH));
            });
  }
}
