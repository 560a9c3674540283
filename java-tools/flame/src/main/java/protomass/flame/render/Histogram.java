package protomass.flame.render;

import protomass.core.artefact.ColourMode;
import protomass.core.artefact.FlameKind;
import protomass.flame.game.PointBlock;
import protomass.flame.kernel.WalkerKernel;

/**
 * How many points of a flame fall into each cell of a square grid, in whole numbers, so that the
 * order of the points does not matter. A cell is a pixel or, with supersampling, a part of one.
 * Where points are spread over several cells the unit is a part of a point.
 */
public abstract sealed class Histogram
    permits ColourHistogram, ClassHistogram, ColourSplat, ClassSplat {
  private final WalkerKernel kernel;
  private final int side;
  private final float left;
  private final float top;
  private final float scale;
  private int[] places = new int[0];
  private int[] densities;

  /**
   * An empty histogram.
   *
   * @param side cells per axis
   * @param frame the part of the plane that the cells cover
   */
  Histogram(WalkerKernel kernel, int side, Frame frame) {
    this.kernel = kernel;
    this.side = side;
    this.scale = side / (2 * frame.halfWidth());
    this.left = frame.left();
    this.top = frame.top();
  }

  /** The histogram that a kind of flames and a colour mode need. */
  static Histogram of(
      FlameKind flames, ColourMode mode, WalkerKernel kernel, int side, Frame frame) {
    return switch (flames) {
      case RICH ->
          switch (mode) {
            case STRUCTURAL -> new ColourHistogram(kernel, side, frame);
            case GREY -> new ClassHistogram(kernel, side, frame, 1);
            case INDEPENDENT -> new ClassHistogram(kernel, side, frame, 3);
          };
      case STUDY ->
          switch (mode) {
            case STRUCTURAL -> new ColourSplat(kernel, side, frame);
            case GREY -> new ClassSplat(kernel, side, frame, 1);
            case INDEPENDENT -> new ClassSplat(kernel, side, frame, 3);
          };
    };
  }

  /** Adds all points of a block that lie inside the frame. */
  public final void add(PointBlock block) {
    count(block);
    densities = null;
  }

  /** Counts points. */
  abstract void count(PointBlock block);

  /** Per point the cell that it falls into, from side x side on for points outside of the frame. */
  final int[] cells(PointBlock block) {
    if (places.length < block.size()) {
      places = new int[block.size()];
    }
    kernel.bin(left, top, scale, side, side * side, block.x(), block.y(), places, 0, block.size());
    return places;
  }

  /** What one point adds to the densities in all. */
  int unitsPerPoint() {
    return 1;
  }

  /** Densities of the cells, row by row. The array is shared and not to be changed. */
  final int[] densities() {
    if (densities == null) {
      densities = total();
    }
    return densities;
  }

  /** Densities of the cells, row by row, in a new array. */
  abstract int[] total();

  /** Cells per axis. */
  public final int side() {
    return side;
  }

  final WalkerKernel kernel() {
    return kernel;
  }
}
