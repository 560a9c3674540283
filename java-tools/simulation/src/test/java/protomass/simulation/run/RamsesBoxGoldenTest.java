package protomass.simulation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import protomass.core.safetensors.SafetensorsFile;
import protomass.simulation.initial.TurbulentVelocity;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Workers;
import protomass.testing.Goldens;

/**
 * A magnetised, self-gravitating, turbulent box against RAMSES (Teyssier 2002; constrained
 * transport), from the same velocity field. The tolerances are what two schemes of one resolution
 * differ by (see the golden's "spread"); a wrong sign, constant or unit misses them by far.
 */
class RamsesBoxGoldenTest {
  /** Correlation of log density on 32³ cells, at least, by the time. */
  private static final TreeMap<Double, Double> CORRELATION =
      new TreeMap<>(Map.of(0.1, 0.995, 0.3, 0.99, 0.5, 0.98));

  @Test
  void theFirstTenthOfAMillionYearsIsThatOfRamses() throws Exception {
    compare(0.12);
  }

  @Test
  @Tag("slow")
  void halfAMillionYearsAreThoseOfRamses() throws Exception {
    compare(1);
  }

  private static void compare(double until) throws Exception {
    for (Path file : Goldens.of("simulation", "ramses_box*.json")) {
      JsonNode golden = new ObjectMapper().readTree(file.toFile());
      String maps = file.toString().replace(".json", ".safetensors");
      try (SafetensorsFile tensors = SafetensorsFile.open(Path.of(maps));
          Workers workers = new Workers(2)) {
        int side = golden.get("grid").asInt();
        Mesh mesh = new Mesh(golden.get("box").asDouble(), side, 0);
        double soundSpeed = golden.get("sound_speed").asDouble();
        double mach = golden.get("states").get(0).get("rms_mach_volume").asDouble();
        double[][] velocity =
            new TurbulentVelocity(1, 16, 4, 0.5).onGrid(side, Math.rint(mach) * soundSpeed);
        double density = golden.get("rho").asDouble();
        Cloud.fill(mesh, density, velocity, new double[] {0, 0, golden.get("Bz").asDouble()});
        Cloud cloud =
            new Cloud(
                mesh,
                new Physics(soundSpeed, golden.get("G").asDouble(), 5, density * 1e-6),
                workers);
        cloud.begin();
        int number = 0;
        for (JsonNode state : golden.get("states")) {
          number++;
          double time = state.get("time").asDouble();
          if (time > 0 && time < until) {
            while (cloud.time() < time) {
              cloud.step(time);
            }
            compare(state, mesh, density, "density_32_%05d".formatted(number), tensors);
          }
        }
        assertEquals(0, cloud.gas().cellsRedone());
      }
    }
  }

  private static void compare(
      JsonNode golden, Mesh mesh, double meanDensity, String name, SafetensorsFile tensors) {
    Totals totals = Totals.of(mesh);
    double time = golden.get("time").asDouble();
    assertClose(golden, "mass", totals.mass(), 1e-7);
    assertClose(golden, "kinetic", totals.kinetic(), 0.015);
    assertClose(golden, "magnetic", totals.magnetic(), 0.03);
    assertClose(golden, "gravitational", totals.gravitational(), 0.05);
    assertClose(golden, "std_ln_rho", deviationOfLogDensity(mesh, meanDensity), 0.04);
    for (int axis = 0; axis < 3; axis++) {
      assertEquals(golden.get("mean_B").get(axis).asDouble(), totals.meanField().get(axis), 2e-8);
    }
    if (tensors.contains(name)) {
      double correlation = correlation(tensors.floats(name), mesh);
      double bound = CORRELATION.headMap(time, true).lastEntry().getValue();
      System.out.printf(
          "RAMSES box at %.3f Myr: correlation of log density %.4f, bound %.3f%n",
          time, correlation, bound);
      assertTrue(correlation >= bound, "correlation " + correlation);
    }
  }

  private static void assertClose(JsonNode golden, String key, double value, double tolerance) {
    double expected = golden.get(key).asDouble();
    double time = golden.get("time").asDouble();
    System.out.printf(
        "RAMSES box at %.3f Myr: %s %.3f %% off, bound %.1f %%%n",
        time, key, 100 * (value / expected - 1), 100 * tolerance);
    assertEquals(expected, value, tolerance * Math.abs(expected), key + " at " + time);
  }

  private static double deviationOfLogDensity(Mesh mesh, double meanDensity) {
    double sum = 0;
    double squares = 0;
    long cells = 0;
    for (Block block : mesh.level(0)) {
      for (int cell = 0; cell < Block.CELLS; cell++) {
        double log = Math.log(block.state[cell] / meanDensity);
        sum += log;
        squares += log * log;
        cells++;
      }
    }
    return Math.sqrt(squares / cells - sum * sum / cells / cells);
  }

  /** Pearson's, of the logarithm of means over 2³ cells. */
  private static double correlation(float[] golden, Mesh mesh) {
    int side = mesh.baseCells(0) / 2;
    double[] means = new double[golden.length];
    for (Block block : mesh.level(0)) {
      for (int cell = 0; cell < Block.CELLS; cell++) {
        int x = (block.x * Block.SIDE + cell % 8) / 2;
        int y = (block.y * Block.SIDE + cell / 8 % 8) / 2;
        int z = (block.z * Block.SIDE + cell / 64) / 2;
        means[(x * side + y) * side + z] += block.state[cell] / 8;
      }
    }
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < means.length; i++) {
      double x = Math.log(golden[i]);
      double y = Math.log(means[i]);
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    }
    int n = means.length;
    return (sxy - sx * sy / n) / Math.sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
  }
}
