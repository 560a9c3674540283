package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.kernel.scalar.ScalarKernel;

class FlameRendererTest {
  private static final double COVERAGE = 0.6;

  @Test
  void anImageDependsOnItsIndexAlone() {
    FlameRenderer inOrder = renderer(7, 48, 20_000, COVERAGE, ColourMode.STRUCTURAL);
    FlameRenderer alone = renderer(7, 48, 20_000, COVERAGE, ColourMode.STRUCTURAL);
    for (int i = 0; i < 5; i++) {
      inOrder.render(i);
    }
    Flame late = inOrder.render(5);
    Flame single = alone.render(5);
    assertEquals(single.genome(), late.genome());
    assertArrayEquals(single.picture().rgb(), late.picture().rgb());
  }

  @Test
  void indicesAndSeedsGiveDifferentImages() {
    String image = pixels(renderer(7, 48, 20_000, COVERAGE, ColourMode.GREY).render(0));
    assertFalse(image.equals(pixels(renderer(7, 48, 20_000, COVERAGE, ColourMode.GREY).render(1))));
    assertFalse(image.equals(pixels(renderer(8, 48, 20_000, COVERAGE, ColourMode.GREY).render(0))));
  }

  /** The checksums were taken once: the images are the same on every machine. */
  @ParameterizedTest
  @EnumSource
  void pixelsAreTheSameOnEveryMachine(ColourMode mode) {
    String expected =
        switch (mode) {
          case STRUCTURAL -> "ee31e841e9ef2c5699412a1e5fc12e6a61c64b5010371ca942879d81d6ac102e";
          case GREY -> "6227f44a60dcc1e9ae2b54790321c9caac9d0b93293b18db76bc49a8254eaf33";
          case INDEPENDENT -> "918058b9c3c8497768b1acd820c02a062efd8e62c37680b398c8431d7b66fb16";
        };
    assertEquals(expected, pixels(renderer(7, 48, 20_000, COVERAGE, mode).render(3)));
  }

  @Test
  void acceptedFlamesFillTheImage() {
    FlameRenderer renderer = renderer(1, 48, 20_000, COVERAGE, ColourMode.GREY);
    for (int i = 0; i < 30; i++) {
      Flame flame = renderer.render(i);
      assertTrue(flame.coverage() >= COVERAGE);
      // A pixel that counts as hit is not black: log(1.5) over log(1 + some hundreds).
      byte[] rgb = flame.picture().rgb();
      int lit = 0;
      for (int p = 0; p < rgb.length; p += 3) {
        lit += rgb[p] == 0 ? 0 : 1;
      }
      assertTrue(3.0 * lit / rgb.length >= COVERAGE);
    }
  }

  @Test
  void greyHasThreeEqualChannelsAndTheDensityOfTheOtherModes() {
    byte[] grey = renderer(7, 48, 20_000, COVERAGE, ColourMode.GREY).render(2).picture().rgb();
    byte[] maps =
        renderer(7, 48, 20_000, COVERAGE, ColourMode.INDEPENDENT).render(2).picture().rgb();
    for (int p = 0; p < grey.length; p += 3) {
      assertEquals(grey[p], grey[p + 1]);
      assertEquals(grey[p], grey[p + 2]);
      assertEquals(grey[p], maps[p]);
    }
    assertFalse(Arrays.equals(grey, maps));
  }

  @Test
  void anImpossibleCoverageEndsWithAClearMessage() {
    FlameRenderer renderer = renderer(7, 256, 1000, 0.9, ColourMode.GREY);
    UsageException failure = assertThrows(UsageException.class, () -> renderer.render(4));
    assertEquals(
        "image 4: none of 2000 flames covers 0.9 of the image;"
            + " lower --minimum-coverage or raise --points",
        failure.getMessage());
  }

  private static String pixels(Flame flame) {
    return Checksum.sha256(flame.picture().rgb());
  }

  private static FlameRenderer renderer(
      long seed, int size, int points, double coverage, ColourMode mode) {
    return new FlameRenderer(
        new FlameSettings(seed, size, points, coverage, mode),
        new PopulationChaosGame(new ScalarKernel()));
  }
}
