package protomass.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void isSplitMix64() {
    // The first outputs of the reference implementation for seed 0.
    RandomStream stream = RandomStream.fromState(0);
    assertEquals(0xE220A8397B1DCDAFL, stream.nextLong());
    assertEquals(0x6E789E6AA1B965F4L, stream.nextLong());
    assertEquals(0x06C45D188009454FL, stream.nextLong());
  }

  @Test
  void dependsOnEveryPartOfItsKey() {
    long base = RandomStream.of(7, "flame", 1, 2).nextLong();
    assertEquals(base, RandomStream.of(7, "flame", 1, 2).nextLong());
    assertNotEquals(base, RandomStream.of(8, "flame", 1, 2).nextLong());
    assertNotEquals(base, RandomStream.of(7, "flamf", 1, 2).nextLong());
    assertNotEquals(base, RandomStream.of(7, "flame", 2, 1).nextLong());
    assertNotEquals(base, RandomStream.of(7, "flame", 1).nextLong());
  }

  @Test
  void neighbouringKeysAreUncorrelated() {
    int n = 100_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double a = RandomStream.of(1, "test", i).nextDouble() - 0.5;
      double b = RandomStream.of(1, "test", i + 1).nextDouble() - 0.5;
      sum += a * b;
    }
    // The product of two uniforms on (-1/2, 1/2) has standard deviation 1/12: five sigma.
    assertTrue(Math.abs(sum / n) < 5.0 / 12 / Math.sqrt(n), "correlation " + 12 * sum / n);
  }

  @Test
  void gaussianHasUnitVariance() {
    RandomStream stream = RandomStream.of(3, "test");
    int n = 200_000;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double x = stream.nextGaussian();
      mean += x / n;
      square += x * x / n;
    }
    assertEquals(0, mean, 5 / Math.sqrt(n));
    assertEquals(1, square, 5 * Math.sqrt(2.0 / n));
  }

  @Test
  void permutationHoldsEveryNumberOnce() {
    int[] order = RandomStream.of(3, "test").permutation(1000);
    assertNotEquals(0, order[0] + order[1]);
    assertTrue(
        Arrays.equals(IntStream.range(0, 1000).toArray(), Arrays.stream(order).sorted().toArray()));
  }

  @Test
  void boundedIntegersStayInBounds() {
    RandomStream stream = RandomStream.of(3, "test");
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      counts[stream.nextInt(6)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 5 * Math.sqrt(10_000));
    }
  }
}
