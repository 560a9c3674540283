package protomass.flame.game;

import protomass.flame.genome.PlaneMap;
import protomass.flame.genome.VariationTerm;
import protomass.flame.kernel.WalkerKernel;

/** Room for the sums of blended variations. */
final class MapScratch {
  private final float[] termX;
  private final float[] termY;
  private final float[] sumX;
  private final float[] sumY;

  MapScratch(int walkers) {
    this.termX = new float[walkers];
    this.termY = new float[walkers];
    this.sumX = new float[walkers];
    this.sumY = new float[walkers];
  }

  /** Replaces points by the weighted sum of their images under a map's variations. */
  void blend(WalkerKernel kernel, PlaneMap map, float[] x, float[] y, int from, int to) {
    int length = to - from;
    java.util.Arrays.fill(sumX, 0, length, 0);
    java.util.Arrays.fill(sumY, 0, length, 0);
    for (VariationTerm term : map.variations()) {
      System.arraycopy(x, from, termX, 0, length);
      System.arraycopy(y, from, termY, 0, length);
      kernel.vary(term.variation(), map.affine(), termX, termY, 0, length);
      kernel.accumulate(term.weight(), termX, sumX, 0, length);
      kernel.accumulate(term.weight(), termY, sumY, 0, length);
    }
    System.arraycopy(sumX, 0, x, from, length);
    System.arraycopy(sumY, 0, y, from, length);
  }
}
