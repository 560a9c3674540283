package protomass.flame.render;

import protomass.core.artefact.Acceptance;

/**
 * What a flame looks like, in two numbers.
 *
 * @param coverage the share of pixels that at least one point hits, in [0, 1]; where points are
 *     spread over pixels, the share of those that hold a quarter of a point at least, which is what
 *     one gives to the pixel that it hits
 * @param structure how much the log density (natural logarithm) of a block of pixels differs from
 *     the mean of its four neighbours: root mean square over the image, less what counting noise
 *     alone would give. Fog has next to none.
 */
public record Appearance(double coverage, double structure) {
  /** Blocks per axis on which structure is measured, fewer in small images. */
  private static final int BLOCKS = 48;

  /** Cells per axis of a block at least, so that grain averages out in small images. */
  private static final int SMALLEST_BLOCK = 3;

  /** The share of a point that a pixel must hold to be covered, as its inverse. */
  private static final int COVERING_SHARE = 4;

  /** Points that a block, or its neighbours on average, must hold to count. */
  private static final int FEWEST = 12;

  /**
   * Measures a histogram.
   *
   * @param densities of the cells, row by row
   * @param unitsPerPoint what a density of one point is
   * @param supersampling cells per pixel and axis
   */
  static Appearance of(int[] densities, int unitsPerPoint, int supersampling) {
    int side = (int) Math.round(Math.sqrt(densities.length));
    int least = Math.max(1, unitsPerPoint / COVERING_SHARE);
    return new Appearance(
        coverage(densities, least, side, supersampling), structure(densities, unitsPerPoint, side));
  }

  /** Of points per cell. */
  static Appearance of(int[] densities, int supersampling) {
    return of(densities, 1, supersampling);
  }

  /** Whether a flame that looks like this becomes an image. */
  boolean meets(Acceptance acceptance) {
    return coverage >= acceptance.minimumCoverage() && structure >= acceptance.minimumStructure();
  }

  private static double coverage(int[] densities, int least, int side, int step) {
    int size = side / step;
    if (step == 1) {
      int hit = 0;
      for (int density : densities) {
        // The sign bit is set when there is enough.
        hit += (least - 1 - density) >>> 31;
      }
      return hit / ((double) size * size);
    }
    boolean[] hit = new boolean[size * size];
    int count = 0;
    for (int cell = 0; cell < densities.length; cell++) {
      int pixel = cell / side / step * size + cell % side / step;
      if (densities[cell] >= least && !hit[pixel]) {
        hit[pixel] = true;
        count++;
      }
    }
    return count / ((double) size * size);
  }

  private static double structure(int[] densities, int unitsPerPoint, int side) {
    int cells = Math.max(SMALLEST_BLOCK, side / BLOCKS);
    int blocks = side / cells;
    double[] points = blockSums(densities, unitsPerPoint, side, cells);
    double[] logarithms = new double[points.length];
    double[] noise = new double[points.length];
    for (int block = 0; block < points.length; block++) {
      double shifted = points[block] + 0.5;
      logarithms[block] = StrictMath.log(shifted);
      // The variance of the logarithm of a count; none for a block that holds nothing.
      noise[block] = points[block] / (shifted * shifted);
    }
    double sum = 0;
    int judged = 0;
    for (int row = 1; row < blocks - 1; row++) {
      for (int column = 1; column < blocks - 1; column++) {
        int block = row * blocks + column;
        if (points[block] < FEWEST && neighbours(points, block, blocks) < 4 * FEWEST) {
          // Grain at the edge of the counts tells nothing.
          continue;
        }
        double difference = logarithms[block] - neighbours(logarithms, block, blocks) / 4;
        sum += difference * difference;
        sum -= noise[block] + neighbours(noise, block, blocks) / 16;
        judged++;
      }
    }
    return Math.sqrt(Math.max(0, sum / Math.max(judged, 1)));
  }

  private static double neighbours(double[] values, int block, int blocks) {
    return values[block - 1] + values[block + 1] + values[block - blocks] + values[block + blocks];
  }

  /** Points per block of cells x cells; a margin that makes no whole block is left out. */
  private static double[] blockSums(int[] densities, int unitsPerPoint, int side, int cells) {
    int blocks = side / cells;
    double[] sums = new double[blocks * blocks];
    for (int row = 0; row < blocks * cells; row++) {
      int first = row / cells * blocks;
      int cell = row * side;
      for (int block = first; block < first + blocks; block++) {
        long sum = 0;
        for (int end = cell + cells; cell < end; cell++) {
          sum += densities[cell];
        }
        sums[block] += (double) sum / unitsPerPoint;
      }
    }
    return sums;
  }
}
