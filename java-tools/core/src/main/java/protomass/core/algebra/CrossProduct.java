package protomass.core.algebra;

import java.util.ArrayList;
import java.util.List;

/**
 * Accumulates the symmetric matrix {@code AᵀA} over slices of A's rows, in tiles that threads
 * compute independently. Every element adds A's rows in the order in which they come, so the result
 * depends neither on threads, nor on how A is cut, nor on the processor ({@link MatrixProduct}).
 */
public final class CrossProduct {
  private static final int TILE_WIDTH = 256;

  private record Tile(int row, int column, double[][] values) {}

  /**
   * Some rows of A, cut into panels of columns, and the same transposed: one of the two factors of
   * a tile is read along A's rows, the other along its columns.
   */
  public static final class Slice {
    private final double[][][] panels;
    private final double[][][] transposed;

    private Slice(int depth, int size) {
      int count = panels(size);
      panels = new double[count][][];
      transposed = new double[count][][];
      for (int panel = 0; panel < count; panel++) {
        panels[panel] = new double[depth][width(panel, size)];
        transposed[panel] = new double[width(panel, size)][depth];
      }
    }

    /** Sets the element in row {@code depth} of the slice and in A's column {@code index}. */
    public void put(int depth, int index, double value) {
      int panel = index / TILE_WIDTH;
      panels[panel][depth][index % TILE_WIDTH] = value;
      transposed[panel][index % TILE_WIDTH][depth] = value;
    }
  }

  private final int size;
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * @param size columns of A
   */
  public CrossProduct(int size) {
    this.size = size;
    for (int row = 0; row < panels(size); row++) {
      for (int column = row; column < panels(size); column++) {
        tiles.add(new Tile(row, column, new double[width(row, size)][width(column, size)]));
      }
    }
  }

  /** An empty slice of {@code depth} rows of A. */
  public Slice newSlice(int depth) {
    return new Slice(depth, size);
  }

  /** Adds the first {@code depth} rows of a slice. */
  public void add(Slice slice, int depth) {
    tiles.parallelStream()
        .forEach(
            tile ->
                MatrixProduct.add(
                    width(tile.row(), size),
                    depth,
                    width(tile.column(), size),
                    slice.transposed[tile.row()],
                    slice.panels[tile.column()],
                    tile.values()));
  }

  /** The matrix so far times a factor, (size, size). The accumulator is empty afterwards. */
  public double[][] finish(double factor) {
    double[][] matrix = new double[size][size];
    for (Tile tile : tiles) {
      copy(tile, factor, matrix);
    }
    tiles.clear();
    return matrix;
  }

  private static void copy(Tile tile, double factor, double[][] matrix) {
    for (int i = 0; i < tile.values().length; i++) {
      int row = tile.row() * TILE_WIDTH + i;
      for (int j = 0; j < tile.values()[i].length; j++) {
        int column = tile.column() * TILE_WIDTH + j;
        double value = tile.values()[i][j] * factor;
        matrix[row][column] = value;
        matrix[column][row] = value;
      }
    }
  }

  private static int panels(int size) {
    return (size + TILE_WIDTH - 1) / TILE_WIDTH;
  }

  private static int width(int panel, int size) {
    return Math.min(TILE_WIDTH, size - panel * TILE_WIDTH);
  }
}
