package protomass.flame.render;

import protomass.flame.game.PointBlock;
import protomass.flame.kernel.WalkerKernel;

/**
 * A histogram into which points are spread bilinearly, together with their colour coordinates in
 * steps of 1/255.
 */
public final class ColourSplat extends Histogram {
  private final Splat splat;
  private final long[] sums;

  /** Shares times colours. */
  private final long[] colours;

  private int[] quantised = new int[0];

  public ColourSplat(WalkerKernel kernel, int side, Frame frame) {
    super(kernel, side, frame);
    this.splat = new Splat(kernel, side, frame);
    this.sums = new long[splat.sums()];
    this.colours = new long[splat.sums()];
  }

  @Override
  void count(PointBlock block) {
    int size = block.size();
    if (quantised.length < size) {
      quantised = new int[size];
    }
    kernel().quantise(ColourHistogram.LARGEST_COLOUR, block.colour(), quantised, 0, size);
    splat.locate(block);
    splat.add(sums, 0, 0, size);
    splat.add(colours, quantised, size);
  }

  @Override
  int unitsPerPoint() {
    return Splat.UNITS_PER_POINT;
  }

  @Override
  int[] total() {
    return splat.densities(sums, 0);
  }

  /** The mean colour of what each cell got, 0 to 255, rounded down; 0 where it got nothing. */
  int[] meanColours() {
    int[] means = new int[side() * side()];
    for (int row = 0; row < side(); row++) {
      for (int column = 0; column < side(); column++) {
        int place = splat.place(row, column);
        means[row * side() + column] = (int) (colours[place] / Math.max(sums[place], 1));
      }
    }
    return means;
  }
}
