package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.Development;
import protomass.core.random.RandomStream;

class AppearanceTest {
  private static final int SIDE = 96;

  @Test
  void coverageCountsPixelsThatHoldAPoint() {
    int[] densities = new int[SIDE * SIDE];
    assertEquals(0, Appearance.of(densities, 1).coverage());
    Arrays.fill(densities, 0, SIDE * SIDE / 4, 3);
    assertEquals(0.25, Appearance.of(densities, 1).coverage());
    // One cell of each pixel of 2 x 2 cells suffices.
    int[] fine = new int[SIDE * SIDE];
    for (int row = 0; row < SIDE; row += 2) {
      for (int column = 0; column < SIDE; column += 2) {
        fine[row * SIDE + column] = 1;
      }
    }
    assertEquals(1, Appearance.of(fine, 2).coverage());
    assertEquals(0.25, Appearance.of(fine, 1).coverage());
  }

  /** A smooth hill of 9 points a pixel with its grain is fog; stripes across it are structure. */
  @Test
  void fogHasNoStructureAndStripesHave() {
    Appearance fog = Appearance.of(hill(0), 1);
    Appearance stripes = Appearance.of(hill(1), 1);
    assertTrue(fog.coverage() > 0.6 && stripes.coverage() > 0.6);
    assertTrue(fog.structure() < Acceptance.USUAL_STRUCTURE, fog::toString);
    assertTrue(stripes.structure() > 3 * Acceptance.USUAL_STRUCTURE, stripes::toString);
    assertFalse(fog.meets(Acceptance.USUAL));
    assertTrue(stripes.meets(Acceptance.USUAL));
    assertFalse(stripes.meets(new Acceptance(1, 0)));
  }

  /** The grain alone must not count: fewer points give the same verdict. */
  @Test
  void anEmptyOrEvenImageHasNoStructure() {
    assertEquals(0, Appearance.of(new int[SIDE * SIDE], 1).structure());
    int[] even = new int[SIDE * SIDE];
    Arrays.fill(even, 7);
    assertEquals(0, Appearance.of(even, 1).structure());
  }

  @Test
  void densityEstimationKeepsThePointsAndSpreadsSparseOnes() {
    int[] densities = new int[SIDE * SIDE];
    densities[50 * SIDE + 50] = 1;
    densities[20 * SIDE + 20] = 1000;
    int[] smooth = DensityEstimate.of(densities, new Development(1.6, 1, 1, 4));
    assertTrue(smooth[50 * SIDE + 50] < DensityEstimate.UNITS_PER_POINT / 4);
    assertEquals(1000 * DensityEstimate.UNITS_PER_POINT, smooth[20 * SIDE + 20]);
    // A corner's points stay inside: 60 points spread over a radius of 1.
    int[] corner = new int[SIDE * SIDE];
    corner[0] = 60;
    double sum = Arrays.stream(DensityEstimate.of(corner, new Development(1.6, 1, 1, 5))).sum();
    assertEquals(60.0 * DensityEstimate.UNITS_PER_POINT, sum, 4);
  }

  @Test
  void pointsTakeTheirColoursAlong() {
    int[] densities = new int[SIDE * SIDE];
    int[] colours = new int[SIDE * SIDE];
    densities[50 * SIDE + 50] = 1;
    colours[50 * SIDE + 50] = 200;
    int[] smooth = DensityEstimate.colours(densities, colours, new Development(1.6, 1, 1, 4));
    assertEquals(200, smooth[50 * SIDE + 50]);
    assertEquals(200, smooth[51 * SIDE + 52]);
    assertEquals(0, smooth[60 * SIDE + 50]);
  }

  private static int[] hill(double contrast) {
    RandomStream random = RandomStream.of(1, "test");
    int[] densities = new int[SIDE * SIDE];
    for (int i = 0; i < densities.length; i++) {
      double x = (i % SIDE - 48) / 48.0;
      double y = (i / SIDE - 48) / 48.0;
      double mean = 16 * Math.exp(-2 * (x * x + y * y));
      mean *= Math.exp(contrast * Math.sin(i % SIDE * 1.1));
      // A Poisson number by counting exponential waiting times.
      double waited = -Math.log(1 - random.nextDouble());
      while (waited < mean) {
        densities[i]++;
        waited -= Math.log(1 - random.nextDouble());
      }
    }
    return densities;
  }
}
