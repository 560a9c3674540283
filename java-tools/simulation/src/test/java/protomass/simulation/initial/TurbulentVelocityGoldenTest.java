package protomass.simulation.initial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import protomass.core.safetensors.SafetensorsFile;
import protomass.testing.Goldens;

/** The initial velocity against an independent script that follows the same formula. */
class TurbulentVelocityGoldenTest {
  /** The fields are stored in single precision. */
  private static final double SINGLE = 6e-8;

  @Test
  void theFieldIsThatOfTheFormula() {
    for (Path file : Goldens.of("simulation", "turbulence_velocity_*.safetensors")) {
      try (SafetensorsFile golden = SafetensorsFile.open(file)) {
        double mach = Double.parseDouble(golden.requireMetadata("mach"));
        TurbulentVelocity turbulence =
            new TurbulentVelocity(
                Long.parseLong(golden.requireMetadata("seed")),
                Integer.parseInt(golden.requireMetadata("kmax")),
                4,
                0.5);
        int side = Math.toIntExact(golden.info("velocity").shape().get(1));
        float[] expected = golden.floats("velocity");
        double[][] velocity = turbulence.onGrid(side, mach);
        for (int i = 0; i < expected.length; i++) {
          int axis = i / (side * side * side);
          int x = i / (side * side) % side;
          int y = i / side % side;
          int z = i % side;
          double value = velocity[axis][x + side * (y + side * z)];
          assertEquals(expected[i], value, SINGLE * Math.max(1, Math.abs(expected[i])));
        }
      }
    }
  }

  @Test
  void amplitudesAreThoseOfTheFormula() throws Exception {
    for (Path file : Goldens.of("simulation", "turbulence.json")) {
      JsonNode golden = new ObjectMapper().readTree(file.toFile());
      TurbulentVelocity turbulence =
          new TurbulentVelocity(
              golden.get("seed").asLong(),
              golden.get("kmax").asInt(),
              golden.get("p").asDouble(),
              golden.get("solenoidal_weight").asDouble());
      for (JsonNode mode : golden.get("first_modes")) {
        JsonNode k = mode.get("k");
        double[] amplitude =
            turbulence.amplitude(k.get(0).asInt(), k.get(1).asInt(), k.get(2).asInt());
        for (int axis = 0; axis < 3; axis++) {
          assertEquals(mode.get("re").get(axis).asDouble(), amplitude[2 * axis], 1e-12);
          assertEquals(mode.get("im").get(axis).asDouble(), amplitude[2 * axis + 1], 1e-12);
        }
      }
    }
  }
}
