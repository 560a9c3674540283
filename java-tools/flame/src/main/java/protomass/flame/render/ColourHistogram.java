package protomass.flame.render;

import protomass.flame.game.PointBlock;
import protomass.flame.kernel.WalkerKernel;

/** A histogram that also sums the points' colour coordinates, in steps of 1/255. */
public final class ColourHistogram extends Histogram {
  static final int LARGEST_COLOUR = 255;

  /** A cell is one number: points in the lower bits, sum of colours above them. */
  private static final int COUNT_BITS = 12;

  /** So many points that their colours fill the bits above: 4095 x 255 is just below 2^20. */
  private static final int FULL = (1 << COUNT_BITS) - 1;

  /**
   * Half as large as with numbers that never fill up: most of the time of a histogram goes into
   * waiting for cells.
   */
  private final int[] cells;

  /** What was in cells that were full, per cell points and sum of colours; made when needed. */
  private long[] spilled = new long[0];

  private int[] quantised = new int[0];

  public ColourHistogram(WalkerKernel kernel, int side, Frame frame) {
    super(kernel, side, frame);
    this.cells = new int[side * side + WalkerKernel.GROUP];
  }

  @Override
  void count(PointBlock block) {
    int[] places = cells(block);
    int size = block.size();
    if (quantised.length < size) {
      quantised = new int[size];
    }
    kernel().quantise(LARGEST_COLOUR, block.colour(), quantised, 0, size);
    int next = add(cells, places, quantised, 0, size);
    while (next < size) {
      spill(places[next]);
      next = add(cells, places, quantised, next, size);
    }
  }

  /**
   * Adds points up to the first whose cell is full, which it returns. On its own so that the arrays
   * stay in registers: twice as fast as with fields.
   */
  private static int add(int[] cells, int[] places, int[] colours, int from, int to) {
    for (int i = from; i < to; i++) {
      int before = cells[places[i]];
      if ((before & FULL) == FULL) {
        return i;
      }
      cells[places[i]] = before + (colours[i] << COUNT_BITS) + 1;
    }
    return to;
  }

  private void spill(int cell) {
    if (spilled.length == 0) {
      spilled = new long[2 * cells.length];
    }
    spilled[2 * cell] += points(cells[cell]);
    spilled[2 * cell + 1] += sumOfColours(cells[cell]);
    cells[cell] = 0;
  }

  private static int points(int content) {
    return content & FULL;
  }

  private static int sumOfColours(int content) {
    return content >>> COUNT_BITS;
  }

  @Override
  int[] total() {
    int[] total = new int[side() * side()];
    for (int cell = 0; cell < total.length; cell++) {
      total[cell] = points(cells[cell]);
    }
    for (int cell = 0; cell < total.length && spilled.length > 0; cell++) {
      total[cell] += (int) spilled[2 * cell];
    }
    return total;
  }

  /** The mean colour of each cell's points, 0 to 255; 0 where there are none. */
  int[] meanColours() {
    int[] colours = new int[side() * side()];
    for (int cell = 0; cell < colours.length; cell++) {
      int sum = sumOfColours(cells[cell]);
      colours[cell] = (int) ((float) sum / Math.max(points(cells[cell]), 1));
    }
    for (int cell = 0; cell < colours.length && spilled.length > 0; cell++) {
      if (spilled[2 * cell] > 0) {
        long points = points(cells[cell]) + spilled[2 * cell];
        long sum = sumOfColours(cells[cell]) + spilled[2 * cell + 1];
        colours[cell] = (int) ((float) sum / points);
      }
    }
    return colours;
  }
}
