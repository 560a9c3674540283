package protomass.flame.game;

import java.util.List;
import protomass.core.random.RandomStream;
import protomass.flame.genome.Transform;
import protomass.flame.kernel.WalkerKernel;

/**
 * How a population is cut into runs of whole groups, one run per transform. The cuts lie at the
 * cumulative weights, rounded up or down at random so that the expected length of each run is
 * exactly its transform's share.
 */
final class Runs {
  private static final int FRACTION_BITS = 32;
  private static final long FRACTION = 0xFFFFFFFFL;

  /** Cumulative weights in units of 2^-32 groups. */
  private final long[] cuts;

  Runs(List<Transform> transforms, int walkers) {
    int groups = walkers / WalkerKernel.GROUP;
    double total = transforms.stream().mapToDouble(Transform::weight).sum();
    this.cuts = new long[transforms.size()];
    double sum = 0;
    for (int t = 0; t < cuts.length; t++) {
      sum += transforms.get(t).weight();
      cuts[t] = (long) (sum / total * groups * 0x1.0p32);
    }
    cuts[cuts.length - 1] = (long) groups << FRACTION_BITS;
  }

  /** Draws the cuts of one step: per transform the walker after its last one. */
  void draw(RandomStream random, int[] ends) {
    long dither = random.nextLong() & FRACTION;
    for (int t = 0; t < cuts.length; t++) {
      ends[t] = WalkerKernel.GROUP * (int) ((cuts[t] + dither) >>> FRACTION_BITS);
    }
  }
}
