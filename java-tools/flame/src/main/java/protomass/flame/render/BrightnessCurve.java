package protomass.flame.render;

import protomass.flame.math.FloatMath;

/**
 * Brightness by density: the logarithm of 1 + density, divided by its value at a bright quantile of
 * the cells, to the power of 1 / gamma. Densities are whole numbers, so a table holds it.
 */
final class BrightnessCurve {
  /** Cells brighter than this quantile are white: a few hot cells must not dim the rest. */
  private static final double WHITE_QUANTILE = 0.995;

  /**
   * Densities beyond share the last place, which is far beyond any white: 65,536 points of a cell
   * at least.
   */
  private static final int LARGEST_TABLE = 1 << 20;

  private static final int LARGEST_TABLE_OF_SPLATS = (1 << 16) * Splat.UNITS_PER_POINT;

  /** From black to white; all that is denser is white, too. */
  private final float[] table;

  private BrightnessCurve(float[] table) {
    this.table = table;
  }

  /**
   * The curve for the densities of one picture.
   *
   * @param densities per cell
   * @param unitsPerPoint what a density of one point is
   */
  static BrightnessCurve of(int[] densities, int unitsPerPoint, float gamma) {
    int last = unitsPerPoint == Splat.UNITS_PER_POINT ? LARGEST_TABLE_OF_SPLATS : LARGEST_TABLE;
    int white = Math.max(quantile(densities, last), 1);
    float[] table = new float[white + 1];
    float scale = 1 / logarithm(white, unitsPerPoint);
    for (int density = 1; density <= white; density++) {
      float share = logarithm(density, unitsPerPoint) * scale;
      table[density] = FloatMath.pow(Math.min(share, 1), 1 / gamma);
    }
    return new BrightnessCurve(table);
  }

  /** In [0, 1]. */
  float at(int density) {
    return density < table.length ? table[density] : 1;
  }

  private static float logarithm(int density, int unitsPerPoint) {
    return FloatMath.log(1 + (float) density / unitsPerPoint);
  }

  private static int quantile(int[] densities, int last) {
    int largest = 0;
    for (int density : densities) {
      largest = Math.max(largest, density);
    }
    int[] cells = new int[Math.min(largest, last) + 1];
    for (int density : densities) {
      cells[Math.min(density, last)]++;
    }
    int below = (int) (WHITE_QUANTILE * (densities.length - 1));
    int density = 0;
    int seen = cells[0];
    while (seen <= below) {
      seen += cells[++density];
    }
    return density;
  }
}
