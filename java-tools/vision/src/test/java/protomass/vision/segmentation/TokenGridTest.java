package protomass.vision.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import protomass.core.error.UsageException;

class TokenGridTest {
  @Test
  void enlargesAsTheStudyDoes() {
    TokenGrid grid = TokenGrid.of(64, 16, "auto");
    assertEquals(new TokenGrid(64, 4, 16), grid);
    assertEquals(256, grid.inputSize());
    assertEquals(256, grid.tokens());
  }

  @Test
  void choosesTheLeastFactorThatSuffices() {
    assertEquals(2, TokenGrid.of(64, 8, "auto").factor());
    assertEquals(1, TokenGrid.of(64, 4, "auto").factor());
    // 14 divides 64 k only for multiples of 7.
    assertEquals(7, TokenGrid.of(64, 14, "auto").factor());
    // 16 tokens of 32 pixels need all of 512 pixels.
    assertEquals(8, TokenGrid.of(64, 32, "auto").factor());
    // Fewer than 16 tokens along a side are all that 512 pixels hold.
    assertEquals(8, TokenGrid.of(64, 64, "auto").factor());
    assertEquals(1, TokenGrid.of(1024, 16, "auto").factor());
  }

  @Test
  void takesAFactorThatIsGiven() {
    assertEquals(new TokenGrid(60, 4, 16), TokenGrid.of(60, 16, "4"));
  }

  @Test
  void refusesFactorsThatDoNotFit() {
    assertRefused("--upsample 1 makes 60 pixels of a map's 60", 60, 16, "1");
    assertRefused("--upsample '0' is no whole number", 64, 16, "0");
    assertRefused("--upsample 'double' is no whole number", 64, 16, "double");
    assertRefused("--upsample auto: patches of 16 pixels divide no", 301, 16, "auto");
  }

  private static void assertRefused(String message, int mapSize, int patchSize, String upsample) {
    UsageException failure =
        assertThrows(UsageException.class, () -> TokenGrid.of(mapSize, patchSize, upsample));
    assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
  }

  @Test
  void enlargesALinearImageLinearly() {
    int size = 4;
    float[] image = new float[2 * size * size];
    for (int p = 0; p < size * size; p++) {
      image[p] = 3 * (p % size + 0.5f);
      int y = p / size;
      image[size * size + p] = 5 * (y + 0.5f);
    }
    float[] large = new BilinearUpsampling(size, 2).apply(image);
    assertEquals(2 * 8 * 8, large.length);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        // Centres of the large image in pixels of the small one, held inside its outermost centres.
        double inX = Math.clamp((x + 0.5) / 2, 0.5, 3.5);
        double inY = Math.clamp((y + 0.5) / 2, 0.5, 3.5);
        assertEquals(3 * inX, large[y * 8 + x], 1e-5);
        assertEquals(5 * inY, large[64 + y * 8 + x], 1e-5);
      }
    }
  }

  @Test
  void leavesAnImageThatIsNotEnlarged() {
    float[] image = {1, 2, 3, 4};
    assertArrayEquals(image, new BilinearUpsampling(2, 1).apply(image));
  }
}
