package protomass.inference.whitening;

/** How many rows are held in double precision at once: a function of their length alone. */
final class RowBlocks {
  /** 32 MiB of doubles. */
  private static final int BLOCK_ELEMENTS = 1 << 22;

  private static final int MOST_ROWS = 1024;
  private static final int FEWEST_ROWS = 16;

  private RowBlocks() {}

  static int rows(int elementsPerRow) {
    return Math.clamp(BLOCK_ELEMENTS / elementsPerRow, FEWEST_ROWS, MOST_ROWS);
  }
}
