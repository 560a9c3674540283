package protomass.flame.render;

import protomass.flame.game.PointBlock;
import protomass.flame.kernel.WalkerKernel;

/** A histogram per class of transforms: transform t belongs to the class t mod classes. */
public final class ClassHistogram extends Histogram {
  private final int classes;
  private final int stride;
  private final int[] counts;

  public ClassHistogram(WalkerKernel kernel, int side, Frame frame, int classes) {
    super(kernel, side, frame);
    this.classes = classes;
    this.stride = side * side + WalkerKernel.GROUP;
    this.counts = new int[classes * stride];
  }

  @Override
  void count(PointBlock block) {
    int[] cells = cells(block);
    int from = 0;
    for (int t = 0; t < block.ends().length; t++) {
      int to = block.ends()[t];
      add(counts, t % classes * stride, cells, from, to);
      from = to;
    }
  }

  /** On its own so that the arrays stay in registers. */
  private static void add(int[] counts, int plane, int[] cells, int from, int to) {
    for (int i = from; i < to; i++) {
      counts[plane + cells[i]]++;
    }
  }

  @Override
  int[] total() {
    int[] sums = densities(0);
    for (int plane = 1; plane < classes; plane++) {
      int first = plane * stride;
      for (int cell = 0; cell < sums.length; cell++) {
        sums[cell] += counts[first + cell];
      }
    }
    return sums;
  }

  /** How many classes there are. */
  int classes() {
    return classes;
  }

  /** Points per cell of one class, row by row. */
  int[] densities(int ofClass) {
    return java.util.Arrays.copyOfRange(
        counts, ofClass * stride, ofClass * stride + side() * side());
  }
}
