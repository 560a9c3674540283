package protomass.flame.render;

import protomass.core.artefact.Development;

/**
 * Adaptive smoothing: a cell with n points is spread over a disc of radius (largest radius) x
 * n^-0.4 cells, so that sparse regions lose their grain and dense ones keep their edges.
 *
 * <p>All in whole numbers, as the histograms.
 */
final class DensityEstimate {
  /** The unit of the result, in which a sparse cell still has a say. */
  static final int UNITS_PER_POINT = 16;

  /** What the weights of a disc sum to; a disc has hundreds of cells. */
  private static final int PARTS = 1 << 16;

  /** Cells with more points keep their colour anyway; the product with a colour stays an int. */
  private static final int MOST_COLOURED = 1 << 22;

  private static final double DECAY = 0.4;

  private DensityEstimate() {}

  /**
   * Smoothed densities.
   *
   * @param densities points per cell, row by row
   * @return densities in units of 1/{@value #UNITS_PER_POINT} points
   */
  static int[] of(int[] densities, Development development) {
    long[] sums = spread(densities, densities, development);
    int[] smoothed = new int[sums.length];
    for (int cell = 0; cell < sums.length; cell++) {
      smoothed[cell] = (int) Math.min(sums[cell] * UNITS_PER_POINT / PARTS, Integer.MAX_VALUE);
    }
    return smoothed;
  }

  /**
   * The mean colours of cells after smoothing: each point takes its colour along.
   *
   * @param densities points per cell
   * @param colours mean colour of each cell's points
   * @return mean colours, 0 where no point comes
   */
  static int[] colours(int[] densities, int[] colours, Development development) {
    int[] products = new int[densities.length];
    for (int cell = 0; cell < products.length; cell++) {
      products[cell] = Math.multiplyExact(Math.min(densities[cell], MOST_COLOURED), colours[cell]);
    }
    int[] weights = new int[densities.length];
    for (int cell = 0; cell < weights.length; cell++) {
      weights[cell] = Math.min(densities[cell], MOST_COLOURED);
    }
    long[] sums = spread(densities, products, development);
    long[] points = spread(densities, weights, development);
    int[] smoothed = new int[densities.length];
    for (int cell = 0; cell < smoothed.length; cell++) {
      smoothed[cell] = points[cell] == 0 ? 0 : (int) (sums[cell] / points[cell]);
    }
    return smoothed;
  }

  /** Spreads values, as far as the densities of their cells tell, in units of 1 / PARTS. */
  private static long[] spread(int[] densities, int[] values, Development development) {
    int side = (int) Math.round(Math.sqrt(densities.length));
    int largest = development.smoothing();
    int[][] kernels = kernels(largest);
    long[] sums = new long[densities.length];
    for (int row = 0, cell = 0; row < side; row++) {
      for (int column = 0; column < side; column++, cell++) {
        if (densities[cell] > 0) {
          int radius = radius(densities[cell], largest);
          spread(sums, side, row, column, radius, kernels[radius], values[cell]);
        }
      }
    }
    return sums;
  }

  private static int radius(int points, int largest) {
    return (int) Math.round(largest * StrictMath.pow(points, -DECAY));
  }

  private static void spread(
      long[] sums, int side, int row, int column, int radius, int[] kernel, int value) {
    int width = 2 * radius + 1;
    for (int dy = -radius; dy <= radius; dy++) {
      // Beyond the edge the picture is continued by its mirror image: no point is lost.
      int line = mirrored(row + dy, side) * side;
      for (int dx = -radius; dx <= radius; dx++) {
        int weight = kernel[(dy + radius) * width + dx + radius];
        sums[line + mirrored(column + dx, side)] += (long) weight * value;
      }
    }
  }

  private static int mirrored(int position, int side) {
    if (position < 0) {
      return -1 - position;
    }
    return position < side ? position : 2 * side - 1 - position;
  }

  /** Per radius Epanechnikov weights that sum to {@value #PARTS}; the centre takes the rest. */
  private static int[][] kernels(int largest) {
    int[][] kernels = new int[largest + 1][];
    for (int radius = 0; radius <= largest; radius++) {
      kernels[radius] = kernel(radius);
    }
    return kernels;
  }

  private static int[] kernel(int radius) {
    int width = 2 * radius + 1;
    double[] shape = new double[width * width];
    double total = 0;
    for (int i = 0; i < shape.length; i++) {
      double dx = i % width - radius;
      double dy = i / width - radius;
      double reach = radius + 0.5;
      shape[i] = Math.max(0, 1 - (dx * dx + dy * dy) / (reach * reach));
      total += shape[i];
    }
    int[] weights = new int[shape.length];
    int rest = PARTS;
    for (int i = 0; i < shape.length; i++) {
      weights[i] = (int) (PARTS * shape[i] / total);
      rest -= weights[i];
    }
    weights[weights.length / 2] += rest;
    return weights;
  }
}
