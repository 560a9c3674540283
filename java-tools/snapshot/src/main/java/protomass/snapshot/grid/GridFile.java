package protomass.snapshot.grid;

/** A file of grids, open for reading. Used by one thread. */
public interface GridFile extends AutoCloseable {
  /**
   * Reads a box of cells of a grid.
   *
   * @param grid its number
   * @param from first cell along x, y, z
   * @param count cells along x, y, z, at most 65,536 in all
   * @throws protomass.core.error.BadInputException when it cannot be read
   */
  GridGas read(int grid, int[] from, int[] count);

  @Override
  void close();
}
