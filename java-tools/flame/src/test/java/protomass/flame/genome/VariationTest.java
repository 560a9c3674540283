package protomass.flame.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.json.Json;
import protomass.testing.SharedFolder;

/** Against flam3's values, which are double precision. */
class VariationTest {
  /**
   * Relative to the length of the image. The worst case is the tangent at y = -1.6, near its pole:
   * it divides by a cosine of 0.029, whose absolute error of up to 3e-7 becomes 1e-5 relative.
   */
  private static final double TOLERANCE = 1e-5;

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
    assertTrue(worstError(variation, variation) < TOLERANCE, () -> describe(variation));
  }

  /** The test can fail: the values of any other variation are far off. */
  @ParameterizedTest
  @EnumSource
  void noOtherVariationWouldPass(Variation variation) {
    for (Variation other : EnumSet.complementOf(EnumSet.of(variation))) {
      assertTrue(worstError(other, variation) > 1000 * TOLERANCE, () -> other + " as " + variation);
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

  private static double worstError(Variation applied, Variation reference) {
    JsonNode points = golden.get("points");
    JsonNode values = golden.get("values").get(reference.label());
    return IntStream.range(0, points.size())
        .mapToDouble(i -> error(applied, points.get(i), values.get(i)))
        .max()
        .orElseThrow();
  }

  private static double error(Variation variation, JsonNode point, JsonNode expected) {
    float[] x = {(float) point.get(0).asDouble()};
    float[] y = {(float) point.get(1).asDouble()};
    variation.apply(x, y, 0, 1, affine);
    double expectedX = expected.get(0).asDouble();
    double expectedY = expected.get(1).asDouble();
    double distance = StrictMath.hypot(x[0] - expectedX, y[0] - expectedY);
    return distance / StrictMath.hypot(expectedX, expectedY);
  }

  private static String describe(Variation variation) {
    return "%s: relative error %.3g".formatted(variation, worstError(variation, variation));
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i).asDouble();
    }
    return values;
  }
}
