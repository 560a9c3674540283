package protomass.core.random;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Random numbers that are a pure function of (seed, purpose, index...). Two streams with different
 * keys are independent, so image i or mask k never depends on what was drawn before it, on threads
 * or on shards.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195) started at a mixed key.
 * All derived draws use arithmetic that is the same on every machine.
 */
public final class RandomStream implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /**
   * The stream for one purpose and one index.
   *
   * @param seed the user's seed
   * @param purpose what the numbers are for, such as {@code "flame.genome"}
   * @param index what they are for in particular: image number, or epoch, sample and crop
   */
  public static RandomStream of(long seed, String purpose, long... index) {
    long key = mix(seed + GOLDEN_GAMMA);
    for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
      key = mix(key + GOLDEN_GAMMA + letter);
    }
    for (long part : index) {
      key = mix(mix(key + GOLDEN_GAMMA) ^ part);
    }
    return new RandomStream(key);
  }

  /** SplitMix64 itself, whose first output for state 0 is 0xE220A8397B1DCDAF. */
  static RandomStream fromState(long state) {
    return new RandomStream(state);
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /** Uniform in [0, 1) with 53 random bits. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, 1) with 24 random bits. */
  @Override
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1.0p-24f;
  }

  /** Uniform in [0, bound), unbiased to 2^-32 by the high half of a 64-bit product. */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /** Uniform in [low, high). */
  @Override
  public double nextDouble(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Standard normal, by Box and Muller's transform with {@link StrictMath}. */
  @Override
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /** A permutation of 0 .. n-1, by Fisher and Yates's shuffle. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
