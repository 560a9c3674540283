package protomass.flame.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.json.Json;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;
import protomass.testing.Goldens;

/** Against flam3's values, which are double precision. */
class VariationTest {
  /**
   * Relative to the length of the image. The worst case is the tangent at y = -1.6, near its pole:
   * it divides by a cosine of 0.029, whose absolute error of up to 3e-7 becomes 1e-5 relative.
   */
  private static final double TOLERANCE = 1e-5;

  private static final List<WalkerKernel> KERNELS = List.of(new ScalarKernel(), new VectorKernel());

  /**
   * One file of flam3's values: {@code values} by the name of the variation, at {@code points},
   * after the affine map {@code coefs}.
   */
  record Reference(Affine affine, JsonNode points, JsonNode values) {
    static Reference of(Path file) {
      try {
        JsonNode golden = Json.mapper().readTree(file.toFile());
        return new Reference(
            Affine.of(floats(golden.get("coefs"))), golden.get("points"), golden.get("values"));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    List<Variation> variations() {
      return values.propertyStream().map(value -> Variation.of(value.getKey())).toList();
    }
  }

  static Stream<Arguments> everyVariationOfEveryFile() {
    return Goldens.of("flame", "variations*.json").stream()
        .flatMap(
            file -> {
              Reference reference = Reference.of(file);
              return reference.variations().stream()
                  .map(variation -> Arguments.of(file.getFileName(), variation, reference));
            });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyVariationOfEveryFile")
  void equalsTheReference(Path name, Variation variation, Reference reference) {
    for (WalkerKernel kernel : KERNELS) {
      double error = worstError(reference, kernel, variation, variation);
      assertTrue(
          error < TOLERANCE, () -> name + ": " + variation + " by " + kernel.name() + ": " + error);
    }
  }

  /** The test can fail: at the points of our file the values of any other variation are far off. */
  @ParameterizedTest
  @EnumSource
  void noOtherVariationWouldPass(Variation variation) {
    Reference own = Reference.of(Goldens.own("flame/variations.json"));
    for (Variation other : EnumSet.complementOf(EnumSet.of(variation))) {
      double error = worstError(own, KERNELS.getFirst(), other, variation);
      assertTrue(error > 1000 * TOLERANCE, () -> other + " as " + variation);
    }
  }

  @Test
  void everyVariationHasItsReference() {
    for (Variation variation : Variation.values()) {
      assertEquals(variation, Variation.of(variation.label()));
    }
    assertEquals(
        EnumSet.allOf(Variation.class),
        Set.copyOf(Reference.of(Goldens.own("flame/variations.json")).variations()));
  }

  private static double worstError(
      Reference golden, WalkerKernel kernel, Variation applied, Variation reference) {
    JsonNode points = golden.points();
    JsonNode values = golden.values().get(reference.label());
    return IntStream.range(0, points.size())
        .mapToDouble(i -> error(golden.affine(), kernel, applied, points.get(i), values.get(i)))
        .max()
        .orElseThrow();
  }

  private static double error(
      Affine affine, WalkerKernel kernel, Variation variation, JsonNode point, JsonNode expected) {
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
