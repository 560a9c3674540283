package protomass.flame.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;
import protomass.flame.render.PerceptualHash;
import protomass.flame.render.Picture;

class NearDuplicatesTest {
  /** Against all pairs, for hashes that lie close together. */
  @Test
  void findsWhatComparingAllPairsFinds() {
    RandomStream random = RandomStream.of(1, "test");
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long hash = i < 300 ? random.nextLong() : hashes.get(random.nextInt(300));
      for (int flip = random.nextInt(7); i >= 300 && flip > 0; flip--) {
        hash ^= 1L << random.nextInt(64);
      }
      hashes.add(hash);
    }
    NearDuplicates found = new NearDuplicates();
    int expected = 0;
    for (int i = 0; i < hashes.size(); i++) {
      found.add("" + i, hashes.get(i));
      int fewest = 64;
      for (int j = 0; j < i; j++) {
        fewest = Math.min(fewest, Long.bitCount(hashes.get(i) ^ hashes.get(j)));
      }
      expected += fewest <= NearDuplicates.MOST_BITS ? 1 : 0;
    }
    assertTrue(expected > 50);
    assertEquals(expected, found.pairs().size());
  }

  @Test
  void theHashSurvivesNoiseAndScaleButNotAnotherPicture() {
    Picture waves = waves(72, 1, 0);
    long hash = PerceptualHash.of(waves);
    assertTrue(Long.bitCount(hash ^ PerceptualHash.of(waves(72, 1, 10))) <= 6);
    assertTrue(Long.bitCount(hash ^ PerceptualHash.of(waves(144, 1, 0))) <= 3);
    assertTrue(Long.bitCount(hash ^ PerceptualHash.of(waves(72, 2.7, 0))) > 15);
    assertEquals(hash, PerceptualHash.parse(PerceptualHash.text(hash)));
    assertEquals("0000000000000005", PerceptualHash.text(5));
  }

  private static Picture waves(int size, double frequency, int noise) {
    RandomStream random = RandomStream.of(1, "test");
    byte[] rgb = new byte[3 * size * size];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3;
      double x = pixel % size / (double) size;
      int row = pixel / size;
      double y = row / (double) size;
      double value = Math.sin(frequency * (9 * x + 4 * y)) + Math.cos(frequency * (5 * x - 7 * y));
      rgb[i] = (byte) (int) (120 + 50 * value + random.nextInt(noise + 1));
    }
    return new Picture(size, size, rgb);
  }
}
