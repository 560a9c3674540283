package protomass.vision.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import protomass.core.artefact.Segmentation.Correlations;
import protomass.core.maps.GasMap;

class ComponentMeaningTest {
  private static final float NO_GAS = Float.NaN;

  /** Two tokens of 1.5 pixels each way over a map of three: the middle pixels count half. */
  @Test
  void tokensHaveTheMeansOfTheirShareOfTheMap() {
    float[] density = {1, 10, 100, 1, 10, 100, 1, 10, 100};
    float[] velocity = {-2, 1, 4, -2, 1, 4, NO_GAS, NO_GAS, NO_GAS};
    float[] dispersion = {3, 3, 3, 3, 3, 3, 9, 9, 9};
    double[][] means = new TokenGas(3, 2).means(new GasMap(3, density, velocity, dispersion));
    // log10: 0, 1, 2 along x with weights 1, 1/2 and 1/2, 1.
    assertArrayEquals(
        new double[] {1.0 / 3, 5.0 / 3, 1.0 / 3, 5.0 / 3}, means[0], 1e-6, "log column density");
    // -2 and 1 / 2 over 1.5; the last row has no value and the middle one is all there is.
    assertArrayEquals(new double[] {-1, 3, -1, 3}, means[1], 1e-12, "velocity");
    assertArrayEquals(new double[] {5.0 / 3, 3, 5.0 / 3, 3}, means[2], 1e-12, "its size");
    // Rows of weights 1, 1/2 and 1/2, 1.
    assertArrayEquals(new double[] {3, 3, 7, 7}, means[3], 1e-12, "dispersion");
  }

  @Test
  void aTokenWithoutGasHasNoMean() {
    float[] none = {0, 0, 0, 0};
    double[][] means = new TokenGas(2, 1).means(new GasMap(2, none, none, none));
    assertTrue(Double.isNaN(means[0][0]));
    assertEquals(0, means[1][0]);
  }

  /** By hand; pairs of which one is not a number do not count. */
  @Test
  void correlationIsPearsons() {
    // Deviations -2.75, -1.75, 0.25, 4.25 and -1.5, -2.5, 1.5, 2.5; sums of squares 28.75 and 17;
    // of products 4.125 + 4.375 + 0.375 + 10.625 = 19.5.
    double[] first = {1, 2, 4, 8, Double.NaN, 100};
    double[] second = {2, 1, 5, 6, 3, Double.NaN};
    assertEquals(19.5 / Math.sqrt(28.75 * 17), ComponentMeaning.correlation(first, second), 1e-15);
    assertTrue(Double.isNaN(ComponentMeaning.correlation(first, new double[6])));
  }

  /** Tokens that fall with the column density give components that rise with it. */
  @Test
  void componentsGrowWithTheColumnDensity() {
    int count = 100;
    float[] values = new float[count * 3];
    double[][] gas = new double[TokenGas.QUANTITIES][count];
    for (int token = 0; token < count; token++) {
      values[token * 3] = -5 * token;
      values[token * 3 + 1] = token % 2;
      gas[0][token] = token;
      gas[1][token] = -token;
      gas[3][token] = token % 2;
    }
    TokenSample sample = new TokenSample(count, 3, values, gas);
    PrincipalComponents fitted = PrincipalComponents.fit(sample, 2);
    ComponentMeaning meaning = ComponentMeaning.of(fitted, sample);
    Correlations first = meaning.correlations().getFirst();
    assertEquals(1, first.logColumnDensity(), 1e-3);
    assertEquals(-1, first.velocity(), 1e-3);
    assertTrue(Double.isNaN(first.speed()), "a quantity that does not vary");
    double[][] projected = meaning.components().project(values);
    assertTrue(projected[0][count - 1] > projected[0][0], "light is dense");
    assertTrue(meaning.correlations().get(1).logColumnDensity() >= 0);
    // The fit alone makes its largest element positive, which would be the other way round.
    assertTrue(fitted.project(values)[0][count - 1] < fitted.project(values)[0][0]);
  }
}
