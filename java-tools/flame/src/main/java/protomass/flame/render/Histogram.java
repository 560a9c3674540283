package protomass.flame.render;

import protomass.flame.game.PointBlock;

/**
 * What the points of a flame leave on a grid of pixels: density, sum of colour coordinates, and
 * density of the first transform alone.
 *
 * <p>Each point is shared among the four pixels whose centres surround it, by bilinear weights, so
 * that its total weight is 1. Sums are single precision, exact enough as long as a pixel holds
 * fewer than 2^24 points.
 */
public final class Histogram {
  private static final int CHANNELS = 3;

  /** A pixel counts as hit when it holds at least this many points. */
  private static final float HIT = 0.5f;

  private final int size;
  private final int stride;

  /** With a border of one pixel, so that no corner of a point inside the frame needs a check. */
  private final float[] sums;

  private final float left;
  private final float top;
  private final float scale;

  /**
   * An empty histogram.
   *
   * @param size pixels per side
   * @param frame the part of the plane that the pixels cover
   */
  public Histogram(int size, Frame frame) {
    this.size = size;
    this.stride = size + 2;
    this.sums = new float[CHANNELS * stride * stride];
    this.scale = size / (2 * frame.halfWidth());
    this.left = frame.left();
    this.top = frame.top();
  }

  /** Adds all points of a block that lie inside the frame. */
  public void add(PointBlock block) {
    int first = block.ends()[0];
    addRun(block, 0, first, 1);
    addRun(block, first, block.size(), 0);
  }

  private void addRun(PointBlock block, int from, int to, float firstTransform) {
    float[] x = block.x();
    float[] y = block.y();
    float[] colour = block.colour();
    for (int i = from; i < to; i++) {
      // Pixel (0, 0) has its centre at column 0.5, and stands at (1, 1) behind the border.
      float column = (x[i] - left) * scale + 0.5f;
      float row = (y[i] - top) * scale + 0.5f;
      if (column >= 0 && row >= 0 && column < size + 1 && row < size + 1) {
        int wholeColumn = (int) column;
        int wholeRow = (int) row;
        float right = column - wholeColumn;
        float below = row - wholeRow;
        int corner = CHANNELS * (wholeRow * stride + wholeColumn);
        deposit(corner, (1 - right) * (1 - below), colour[i], firstTransform);
        deposit(corner + CHANNELS, right * (1 - below), colour[i], firstTransform);
        corner += CHANNELS * stride;
        deposit(corner, (1 - right) * below, colour[i], firstTransform);
        deposit(corner + CHANNELS, right * below, colour[i], firstTransform);
      }
    }
  }

  private void deposit(int cell, float weight, float colour, float firstTransform) {
    sums[cell] += weight;
    sums[cell + 1] += weight * colour;
    sums[cell + 2] += weight * firstTransform;
  }

  /** Pixels per side. */
  public int size() {
    return size;
  }

  /** Points in a pixel. */
  public float density(int row, int column) {
    return sums[cell(row, column)];
  }

  /** The mean colour coordinate of a pixel's points, in [0, 1]; 0 where there are none. */
  public float meanColour(int row, int column) {
    return share(cell(row, column), 1);
  }

  /** The share of a pixel's points that the first transform made; 0 where there are none. */
  public float firstTransformShare(int row, int column) {
    return share(cell(row, column), 2);
  }

  /** The share of pixels that are hit, in [0, 1]. */
  public double coverage() {
    int hit = 0;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        hit += density(row, column) >= HIT ? 1 : 0;
      }
    }
    return (double) hit / ((double) size * size);
  }

  private float share(int cell, int channel) {
    float density = sums[cell];
    return density > 0 ? Math.min(sums[cell + channel] / density, 1) : 0;
  }

  private int cell(int row, int column) {
    return CHANNELS * ((row + 1) * stride + column + 1);
  }
}
