package protomass.snapshot.overlap;

import protomass.snapshot.GasRegion;

/** One number per cell that stands for the exact bits of its density and velocity. */
final class CellStates {
  private CellStates() {}

  /**
   * A 64-bit hash per cell, in the order of the region's arrays. Cells with equal bits have equal
   * hashes; two different cells share one with a chance of 2^-64.
   */
  static long[] of(GasRegion region) {
    float[] density = region.density();
    float[] x = region.velocity().get(0);
    float[] y = region.velocity().get(1);
    float[] z = region.velocity().get(2);
    long[] states = new long[density.length];
    for (int cell = 0; cell < states.length; cell++) {
      long first = pack(density[cell], x[cell]);
      long second = pack(y[cell], z[cell]);
      states[cell] = mix(mix(first) + second);
    }
    return states;
  }

  private static long pack(float high, float low) {
    return ((long) Float.floatToRawIntBits(high) << 32)
        | (Float.floatToRawIntBits(low) & 0xffffffffL);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection that mixes all bits. */
  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
