package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;
import protomass.flame.genome.Genome;
import protomass.flame.genome.Palette;
import protomass.flame.genome.Transform;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.kernel.VectorKernel;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

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
          case STRUCTURAL -> "24821b8e58ec1e183ab57aa7c3a6efa2c2f1512f2e8e8519c6e5e6c39f007dc5";
          case GREY -> "a7e4585c946815d82d50747d3b37c8d6771450301b951e85a5f144097a5e5b45";
          case INDEPENDENT -> "a2f39a1408775a99279a7cc41dec9795339c965a6e8b94d0731dffdca19ee0dc";
        };
    assertEquals(expected, pixels(renderer(7, 48, 20_000, COVERAGE, mode).render(3)));
  }

  @Test
  void acceptedFlamesFillTheImage() {
    FlameRenderer renderer = renderer(1, 48, 20_000, COVERAGE, ColourMode.GREY);
    for (int i = 0; i < 30; i++) {
      Flame flame = renderer.render(i);
      assertTrue(flame.appearance().coverage() >= COVERAGE);
      // A pixel that counts as hit is not black: log(1.5) over log(1 + some hundreds).
      byte[] rgb = flame.picture().rgb();
      int lit = 0;
      for (int p = 0; p < rgb.length; p += 3) {
        lit += rgb[p] == 0 ? 0 : 1;
      }
      assertTrue(3.0 * lit / rgb.length >= COVERAGE);
    }
  }

  /**
   * Each of the study's images is the first of its candidates that covers enough, whatever its
   * structure: the candidates are judged again here from their pixels, one by one.
   */
  @Test
  void theStudysFlamesAreAcceptedByTheirCoverageAlone() {
    FlameSettings settings =
        new FlameSettings(
            1,
            48,
            20_000,
            FlameKind.STUDY,
            ColourMode.GREY,
            Acceptance.usual(FlameKind.STUDY),
            Development.USUAL);
    FlameRenderer renderer = new FlameRenderer(settings, new ScalarKernel());
    int fog = 0;
    int empty = 0;
    for (int i = 0; i < 60; i++) {
      Flame flame = renderer.render(i);
      assertTrue(flame.appearance().coverage() >= COVERAGE);
      fog += flame.appearance().structure() < Acceptance.USUAL_STRUCTURE ? 1 : 0;
      for (int attempt = 0; attempt < flame.attempts() - 1; attempt++) {
        double coverage =
            renderer
                .candidate(i, attempt)
                .map(earlier -> earlier.appearance().coverage())
                .orElse(0.0);
        assertTrue(coverage < COVERAGE, "image " + i + " was accepted too late");
        empty++;
      }
    }
    // Both happen: fog is taken, and empty frames are not.
    assertTrue(fog > 0, "no fog among 60 images");
    assertTrue(empty > 0, "no empty frame among their candidates");
  }

  @Test
  void greyHasThreeEqualChannels() {
    byte[] grey = renderer(7, 48, 20_000, COVERAGE, ColourMode.GREY).render(2).picture().rgb();
    for (int p = 0; p < grey.length; p += 3) {
      assertEquals(grey[p], grey[p + 1]);
      assertEquals(grey[p], grey[p + 2]);
    }
  }

  /** Every channel is lit and none repeats another, for flames of three transforms and more. */
  @Test
  void independentChannelsDiffer() {
    FlameRenderer renderer = renderer(7, 48, 20_000, COVERAGE, ColourMode.INDEPENDENT);
    for (int i = 0; i < 20; i++) {
      byte[] rgb = renderer.render(i).picture().rgb();
      double[] correlation = correlations(rgb);
      for (double value : correlation) {
        assertTrue(value < 0.98, () -> Arrays.toString(correlation));
      }
    }
  }

  /** Between red and green, green and blue, blue and red. */
  private static double[] correlations(byte[] rgb) {
    double[] result = new double[3];
    int pixels = rgb.length / 3;
    for (int pair = 0; pair < 3; pair++) {
      double sumA = 0;
      double sumB = 0;
      double sumAa = 0;
      double sumBb = 0;
      double sumAb = 0;
      for (int p = 0; p < rgb.length; p += 3) {
        double a = rgb[p + pair] & 0xFF;
        double b = rgb[p + (pair + 1) % 3] & 0xFF;
        sumA += a;
        sumB += b;
        sumAa += a * a;
        sumBb += b * b;
        sumAb += a * b;
      }
      double spreadA = sumAa - sumA * sumA / pixels;
      double spreadB = sumBb - sumB * sumB / pixels;
      assertTrue(spreadA > 0 && spreadB > 0);
      result[pair] = (sumAb - sumA * sumB / pixels) / Math.sqrt(spreadA * spreadB);
    }
    return result;
  }

  /** The kernels are twins, so their pictures are, whatever the genome holds. */
  @Test
  void bothKernelsGiveTheSamePictures() {
    FlameSettings settings =
        new FlameSettings(
            3, 32, 9000, ColourMode.STRUCTURAL, new Acceptance(0.3, 0), Development.USUAL);
    FlameRenderer plain = new FlameRenderer(settings, new ScalarKernel());
    FlameRenderer vector = new FlameRenderer(settings, new VectorKernel());
    for (int i = 0; i < 60; i++) {
      assertArrayEquals(plain.render(i).picture().rgb(), vector.render(i).picture().rgb());
    }
  }

  @Test
  void redrawingAGenomeGivesItsPicture() {
    FlameRenderer renderer = renderer(7, 48, 20_000, COVERAGE, ColourMode.STRUCTURAL);
    for (int i = 0; i < 5; i++) {
      Flame flame = renderer.render(i);
      Picture again = renderer.redraw(flame.genome(), flame.frame(), i, flame.attempts() - 1);
      assertArrayEquals(flame.picture().rgb(), again.rgb());
    }
  }

  /** A walk that goes to infinity in some twenty steps, all of them counted. */
  @Test
  void aGenomeThatEscapesHasNoPicture() {
    Transform outwards = new Transform(1, Affine.of(9, 0, 0, 9, 1, 0), Variation.EXPONENTIAL, 0);
    Genome genome = new Genome(List.of(outwards), new Palette(List.of("#000000", "#ffffff")));
    FlameRenderer renderer = renderer(7, 48, 20_000, COVERAGE, ColourMode.STRUCTURAL);
    assertThrows(OrbitEscapes.class, () -> renderer.redraw(genome, new Frame(0, 0, 1), 0, 0));
  }

  @Test
  void moreSettingsChangeThePictureButNotTheFlame() {
    Flame usual = developed(Development.USUAL);
    for (Development other :
        List.of(
            new Development(2.2, 1, 1, 0),
            new Development(1.6, 0, 1, 0),
            new Development(1.6, 1, 3, 0),
            new Development(1.6, 1, 1, 5))) {
      Flame flame = developed(other);
      assertEquals(usual.genome(), flame.genome());
      assertEquals(usual.frame(), flame.frame());
      assertFalse(Arrays.equals(usual.picture().rgb(), flame.picture().rgb()), other::toString);
    }
  }

  private static Flame developed(Development development) {
    FlameSettings settings =
        new FlameSettings(
            7, 48, 20_000, ColourMode.STRUCTURAL, new Acceptance(0.1, 0), development);
    return new FlameRenderer(settings, new ScalarKernel()).render(0);
  }

  @Test
  void anImpossibleCoverageEndsWithAClearMessage() {
    FlameRenderer renderer = renderer(7, 256, 1000, 0.9, ColourMode.GREY);
    UsageException failure = assertThrows(UsageException.class, () -> renderer.render(4));
    assertEquals(
        "image 4: none of 2000 flames covers 0.9 of the image with a structure of 0.08;"
            + " lower --minimum-coverage or --minimum-structure, or raise --points",
        failure.getMessage());
  }

  private static String pixels(Flame flame) {
    return Checksum.sha256(flame.picture().rgb());
  }

  private static FlameRenderer renderer(
      long seed, int size, int points, double coverage, ColourMode mode) {
    Acceptance acceptance = new Acceptance(coverage, Acceptance.USUAL_STRUCTURE);
    return new FlameRenderer(
        new FlameSettings(seed, size, points, mode, acceptance, Development.USUAL),
        new ScalarKernel());
  }
}
