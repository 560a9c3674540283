package protomass.vision.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  /**
   * Tokens are single precision; sums over them are double. Values here are below 10 and exact or
   * rounded at 5e-7.
   */
  private static final double ROUNDING = 1e-5;

  /** Columns of a Hadamard matrix are orthogonal, so variances along chosen axes are exact. */
  private static float hadamard(int row, int column) {
    return Integer.bitCount(row & column) % 2 == 0 ? 1 : -1;
  }

  /**
   * 1024 tokens of width 4, more than a block: 5, 3 and 2 along three rotated axes, 0 along one.
   */
  private static TokenSample sample() {
    int count = 1024;
    double r = Math.sqrt(0.5);
    double[][] axes = {{r, 0, r, 0}, {0, 1, 0, 0}, {-r, 0, r, 0}};
    double[] deviations = {5, 3, 2};
    float[] values = new float[count * 4];
    for (int token = 0; token < count; token++) {
      for (int i = 0; i < 4; i++) {
        double value = 1 + i;
        for (int k = 0; k < 3; k++) {
          value += deviations[k] * hadamard(token, k + 1) * axes[k][i];
        }
        values[token * 4 + i] = (float) value;
      }
    }
    return new TokenSample(count, 4, values, new double[4][count]);
  }

  @Test
  void findsAxesAndShares() {
    PrincipalComponents components = PrincipalComponents.fit(sample(), 3);
    double r = Math.sqrt(0.5);
    assertArrayEquals(new double[] {1, 2, 3, 4}, components.mean(), ROUNDING);
    assertArrayEquals(new double[] {r, 0, r, 0}, components.directions().get(0), ROUNDING);
    assertArrayEquals(new double[] {0, 1, 0, 0}, components.directions().get(1), ROUNDING);
    double[] third = components.directions().get(2);
    assertEquals(r, Math.abs(third[0]), ROUNDING);
    assertEquals(0, third[0] + third[2], ROUNDING);
    assertEquals(25.0 / 38, components.varianceRatios().get(0), ROUNDING);
    assertEquals(9.0 / 38, components.varianceRatios().get(1), ROUNDING);
    assertEquals(4.0 / 38, components.varianceRatios().get(2), ROUNDING);
  }

  @Test
  void projectsOntoTheAxes() {
    PrincipalComponents components = PrincipalComponents.fit(sample(), 3);
    double[][] projected =
        components.project(new float[] {2, 2, 4, 4, /* second token */ 1, 9, 3, 0});
    assertArrayEquals(new double[] {Math.sqrt(2), 0}, projected[0], ROUNDING);
    assertArrayEquals(new double[] {0, 7}, projected[1], ROUNDING);
  }

  @Test
  void coloursRunFromTheLowestToTheHighestPercentile() {
    int count = 1001;
    float[] values = new float[count * 3];
    for (int token = 0; token < count; token++) {
      values[token * 3] = token;
    }
    TokenSample sample = new TokenSample(count, 3, values, new double[4][count]);
    ComponentColours colours = ComponentColours.fit(PrincipalComponents.fit(sample, 3), sample);
    // Ranks 10 and 990 of 0 to 1000; the other components have no variance and are grey.
    int[] shown = colours.colours(new float[] {10, 0, 0, 990, 0, 0, 500, 0, 0, 0, 0, 0});
    assertEquals(0x008080, shown[0]);
    assertEquals(0xFF8080, shown[1]);
    assertEquals(0x808080, shown[2]);
    assertEquals(0x008080, shown[3]);
  }

  @Test
  void tokensThatAreAllTheSameAreGrey() {
    TokenSample sample = new TokenSample(2, 3, new float[] {1, 2, 3, 1, 2, 3}, new double[4][2]);
    PrincipalComponents components = PrincipalComponents.fit(sample, 3);
    assertEquals(0.0, components.varianceRatios().get(0));
    assertEquals(
        0x808080, ComponentColours.fit(components, sample).colours(new float[] {1, 2, 3})[0]);
  }
}
