package protomass.flame.render;

import java.util.Arrays;
import protomass.flame.game.PointBlock;
import protomass.flame.kernel.WalkerKernel;

/**
 * A histogram per class of transforms, into which points are spread bilinearly: transform t belongs
 * to the class t mod classes.
 */
public final class ClassSplat extends Histogram {
  private final Splat splat;
  private final int classes;
  private final long[] sums;

  public ClassSplat(WalkerKernel kernel, int side, Frame frame, int classes) {
    super(kernel, side, frame);
    this.splat = new Splat(kernel, side, frame);
    this.classes = classes;
    this.sums = new long[classes * splat.sums()];
  }

  @Override
  void count(PointBlock block) {
    splat.locate(block);
    int from = 0;
    for (int t = 0; t < block.ends().length; t++) {
      int to = block.ends()[t];
      splat.add(sums, t % classes * splat.sums(), from, to);
      from = to;
    }
  }

  @Override
  int unitsPerPoint() {
    return Splat.UNITS_PER_POINT;
  }

  @Override
  int[] total() {
    long[] total = Arrays.copyOf(sums, splat.sums());
    for (int plane = 1; plane < classes; plane++) {
      int first = plane * total.length;
      for (int i = 0; i < total.length; i++) {
        total[i] += sums[first + i];
      }
    }
    return splat.densities(total, 0);
  }

  /** How many classes there are. */
  int classes() {
    return classes;
  }

  /** Densities of one class, row by row. */
  int[] densities(int ofClass) {
    return splat.densities(sums, ofClass * splat.sums());
  }
}
