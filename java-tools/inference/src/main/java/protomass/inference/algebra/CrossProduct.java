package protomass.inference.algebra;

import java.util.ArrayList;
import java.util.List;

/**
 * Accumulates the symmetric matrix {@code AᵀA} over slices of A's rows, in tiles that threads
 * compute independently. Every tile adds the slices in the order in which they come, so the result
 * does not depend on the number of threads.
 */
public final class CrossProduct {
  /** Wide enough for OpenBLAS to run at full speed, small enough to share work among threads. */
  private static final int TILE_WIDTH = 256;

  private record Tile(int row, int column, double[] values) {}

  private final int size;
  private final int panels;
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * @param size columns of A
   */
  public CrossProduct(int size) {
    this.size = size;
    this.panels = (size + TILE_WIDTH - 1) / TILE_WIDTH;
    for (int row = 0; row < panels; row++) {
      for (int column = row; column < panels; column++) {
        tiles.add(new Tile(row, column, new double[width(row) * width(column)]));
      }
    }
  }

  /** An empty slice of {@code depth} rows of A, as panels that {@link #put} fills. */
  public double[][] newSlice(int depth) {
    double[][] slice = new double[panels][];
    for (int panel = 0; panel < panels; panel++) {
      slice[panel] = new double[depth * width(panel)];
    }
    return slice;
  }

  /** Sets the element of a slice in its row {@code depth} and in A's column {@code index}. */
  public void put(double[][] slice, int depth, int index, double value) {
    int panel = index / TILE_WIDTH;
    slice[panel][depth * width(panel) + index % TILE_WIDTH] = value;
  }

  /** Adds the first {@code depth} rows of a slice. */
  public void add(double[][] slice, int depth) {
    tiles.parallelStream()
        .forEach(
            tile ->
                DenseAlgebra.addTransposedProduct(
                    width(tile.row()),
                    width(tile.column()),
                    depth,
                    slice[tile.row()],
                    slice[tile.column()],
                    tile.values()));
  }

  /** The matrix so far times a factor, (size, size). The accumulator is empty afterwards. */
  public double[] finish(double factor) {
    double[] matrix = new double[Math.multiplyExact(size, size)];
    for (Tile tile : tiles) {
      copy(tile, factor, matrix);
    }
    tiles.clear();
    return matrix;
  }

  private void copy(Tile tile, double factor, double[] matrix) {
    int width = width(tile.column());
    for (int i = 0; i < tile.values().length; i++) {
      int row = tile.row() * TILE_WIDTH + i / width;
      int column = tile.column() * TILE_WIDTH + i % width;
      double value = tile.values()[i] * factor;
      matrix[row * size + column] = value;
      matrix[column * size + row] = value;
    }
  }

  private int width(int panel) {
    return Math.min(TILE_WIDTH, size - panel * TILE_WIDTH);
  }
}
