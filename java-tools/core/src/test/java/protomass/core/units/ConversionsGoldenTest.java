package protomass.core.units;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import protomass.testing.Goldens;

/** Spellings of units with the factors that astropy gives them; see golden/observation. */
class ConversionsGoldenTest {
  private static final String KIND = "conversions*.json";

  /** A product of four factors in double precision errs by less. */
  private static final double ROUNDING = 1e-14;

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<JsonNode> goldens() {
    return Goldens.of("observation", KIND).stream().map(ConversionsGoldenTest::read).toList();
  }

  private static Stream<DynamicTest> factors(String table, Quantity quantity, double wantedCgs) {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode golden : goldens()) {
      for (JsonNode row : golden.at("/units/" + table)) {
        String unit = row.get(0).asText();
        double expected = row.get(1).asDouble();
        tests.add(
            DynamicTest.dynamicTest(
                "'%s'".formatted(unit),
                () -> {
                  OptionalDouble found = quantity.find(unit);
                  assertTrue(found.isPresent(), () -> quantity.fault(unit));
                  assertEquals(
                      expected, found.getAsDouble() / wantedCgs, ROUNDING * expected, unit);
                }));
      }
    }
    assertFalse(tests.isEmpty(), table);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> columnDensities() {
    return factors("column_density", Quantity.COLUMN_DENSITY, 1);
  }

  @TestFactory
  Stream<DynamicTest> speeds() {
    return factors("speed_to_km_s", Quantity.SPEED, Cgs.KILOMETRE_PER_SECOND);
  }

  @TestFactory
  Stream<DynamicTest> variances() {
    return factors(
        "variance_to_km2_s2",
        Quantity.SPEED_SQUARED,
        Cgs.KILOMETRE_PER_SECOND * Cgs.KILOMETRE_PER_SECOND);
  }

  @TestFactory
  Stream<DynamicTest> unitsOfOtherQuantitiesAreRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode golden : goldens()) {
      for (JsonNode row : golden.at("/units/refuse")) {
        String unit = row.asText();
        for (Quantity quantity : Quantity.values()) {
          tests.add(
              DynamicTest.dynamicTest(
                  "'%s' as %s".formatted(unit, quantity),
                  () -> assertEquals(OptionalDouble.empty(), quantity.find(unit))));
        }
      }
    }
    assertFalse(tests.isEmpty());
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> constants() {
    return goldens().stream()
        .map(golden -> golden.get("constants"))
        .map(
            constants ->
                DynamicTest.dynamicTest(
                    "constants",
                    () ->
                        assertAll(
                            () -> assertEquals(constant(constants, "parsec_cm"), Cgs.PARSEC_CM),
                            () -> assertEquals(constant(constants, "msun_g"), Cgs.SOLAR_MASS_G),
                            () ->
                                assertEquals(
                                    constant(constants, "grams_per_H2"), Cgs.GRAMS_PER_H2))));
  }

  private static double constant(JsonNode constants, String name) {
    return constants.required(name).asDouble();
  }
}
