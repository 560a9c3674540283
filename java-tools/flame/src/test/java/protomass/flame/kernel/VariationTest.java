package protomass.flame.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.json.Json;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;
import protomass.testing.SharedFolder;

/** Against flam3's values, which are double precision. */
class VariationTest {
  /**
   * Relative to the length of the image. The worst case is the tangent at y = -1.6, near its pole:
   * it divides by a cosine of 0.029, whose absolute error of up to 3e-7 becomes 1e-5 relative.
   */
  private static final double TOLERANCE = 1e-5;

  private static final List<WalkerKernel> KERNELS = List.of(new ScalarKernel(), new VectorKernel());

  private static JsonNode golden;
  private static Affine affine;

  @BeforeAll
  static void readGolden() throws IOException {
    golden = Json.mapper().readTree(SharedFolder.golden("flame/variations.json").toFile());
    affine = Affine.of(floats(golden.get("coefs")));
  }

  @ParameterizedTest
  @EnumSource
  void equalsTheReference(Variation variation) {
    for (WalkerKernel kernel : KERNELS) {
      double error = worstError(kernel, variation, variation);
      assertTrue(error < TOLERANCE, () -> variation + " by " + kernel.name() + ": " + error);
    }
  }

  /** The test can fail: the values of any other variation are far off. */
  @ParameterizedTest
  @EnumSource
  void noOtherVariationWouldPass(Variation variation) {
    for (Variation other : EnumSet.complementOf(EnumSet.of(variation))) {
      double error = worstError(KERNELS.getFirst(), other, variation);
      assertTrue(error > 1000 * TOLERANCE, () -> other + " as " + variation);
    }
  }

  @Test
  void everyReferenceVariationIsThere() {
    Set<String> names = new java.util.TreeSet<>();
    for (Variation variation : Variation.values()) {
      names.add(variation.label());
      assertEquals(variation, Variation.of(variation.label()));
    }
    Set<String> expected = new java.util.TreeSet<>();
    golden.get("values").fieldNames().forEachRemaining(expected::add);
    assertEquals(expected, names);
  }

  private static double worstError(WalkerKernel kernel, Variation applied, Variation reference) {
    JsonNode points = golden.get("points");
    JsonNode values = golden.get("values").get(reference.label());
    return IntStream.range(0, points.size())
        .mapToDouble(i -> error(kernel, applied, points.get(i), values.get(i)))
        .max()
        .orElseThrow();
  }

  private static double error(
      WalkerKernel kernel, Variation variation, JsonNode point, JsonNode expected) {
    float[] x = new float[WalkerKernel.GROUP];
    float[] y = new float[WalkerKernel.GROUP];
    x[3] = (float) point.get(0).asDouble();
    y[3] = (float) point.get(1).asDouble();
    kernel.vary(variation, affine, x, y, 0, WalkerKernel.GROUP);
    double expectedX = expected.get(0).asDouble();
    double expectedY = expected.get(1).asDouble();
    double distance = StrictMath.hypot(x[3] - expectedX, y[3] - expectedY);
    return distance / StrictMath.hypot(expectedX, expectedY);
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i).asDouble();
    }
    return values;
  }
}
