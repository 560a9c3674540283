package protomass.snapshot;

/** Takes the cells of a snapshot, a block at a time. */
@FunctionalInterface
public interface CellConsumer {
  /**
   * Takes a block, which is valid during this call only.
   *
   * @param block at least one cell
   */
  void accept(CellBlock block);

  /** Hears of cells that the reader passed over, because no region holds them; for progress. */
  default void passOver(long cells) {}
}
