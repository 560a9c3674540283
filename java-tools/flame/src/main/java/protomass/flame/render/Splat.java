package protomass.flame.render;

import protomass.flame.game.PointBlock;
import protomass.flame.kernel.WalkerKernel;

/**
 * Bilinear interpolation: a point is spread over the four cells whose centres surround it, each the
 * more the nearer it is. Its place is taken in steps of a sixteenth of a cell, so the four shares
 * are whole numbers that sum to {@value #UNITS_PER_POINT}, and the order of the points does not
 * matter. A share beyond the edge of the grid is lost, as points beyond it are.
 */
final class Splat {
  private static final int STEPS = 1 << WalkerKernel.OFFSET_BITS;

  /** What a point adds in all. Its nearest cell gets a quarter of it at least. */
  static final int UNITS_PER_POINT = STEPS * STEPS;

  private final WalkerKernel kernel;
  private final int side;
  private final int stride;
  private final float left;
  private final float top;
  private final float scale;
  private int[] cells = new int[0];
  private int[] offsets = new int[0];

  /**
   * @param side cells per axis
   * @param frame the part of the plane that the cells cover
   */
  Splat(WalkerKernel kernel, int side, Frame frame) {
    this.kernel = kernel;
    this.side = side;
    this.stride = side + 2;
    this.left = frame.left();
    this.top = frame.top();
    this.scale = STEPS * (side / (2 * frame.halfWidth()));
  }

  /** How many sums a plane has: the cells with a margin, and room for what lies outside. */
  int sums() {
    return stride * (stride + 1) + 2 + WalkerKernel.GROUP;
  }

  /** Finds the places of a block's points, which {@link #add} then spreads. */
  void locate(PointBlock block) {
    if (cells.length < block.size()) {
      cells = new int[block.size()];
      offsets = new int[block.size()];
    }
    int outside = stride * stride;
    kernel.surround(
        left, top, scale, side, outside, block.x(), block.y(), cells, offsets, 0, block.size());
  }

  /** Adds the shares of points to a plane of sums, which begins at {@code plane}. */
  void add(long[] sums, int plane, int from, int to) {
    add(sums, plane, stride, cells, offsets, from, to);
  }

  /** Adds the shares of points, times a value of each. */
  void add(long[] sums, int[] values, int to) {
    for (int i = 0; i < to; i++) {
      long right = offsets[i] & (STEPS - 1);
      long down = (offsets[i] >> WalkerKernel.OFFSET_BITS) & (STEPS - 1);
      int cell = cells[i];
      sums[cell] += (STEPS - right) * (STEPS - down) * values[i];
      sums[cell + 1] += right * (STEPS - down) * values[i];
      sums[cell + stride] += (STEPS - right) * down * values[i];
      sums[cell + stride + 1] += right * down * values[i];
    }
  }

  /** On its own so that the arrays stay in registers. */
  private static void add(
      long[] sums, int plane, int stride, int[] cells, int[] offsets, int from, int to) {
    for (int i = from; i < to; i++) {
      long right = offsets[i] & (STEPS - 1);
      long down = (offsets[i] >> WalkerKernel.OFFSET_BITS) & (STEPS - 1);
      int cell = plane + cells[i];
      sums[cell] += (STEPS - right) * (STEPS - down);
      sums[cell + 1] += right * (STEPS - down);
      sums[cell + stride] += (STEPS - right) * down;
      sums[cell + stride + 1] += right * down;
    }
  }

  /** The index of a cell in a plane of sums. */
  int place(int row, int column) {
    return (row + 1) * stride + column + 1;
  }

  /**
   * The cells of a plane without the margin, row by row. A cell of more than eight million points,
   * far beyond any white, stays at the largest number.
   */
  int[] densities(long[] sums, int plane) {
    int[] densities = new int[side * side];
    for (int row = 0; row < side; row++) {
      int first = plane + place(row, 0);
      for (int column = 0; column < side; column++) {
        densities[row * side + column] = (int) Math.min(sums[first + column], Integer.MAX_VALUE);
      }
    }
    return densities;
  }
}
