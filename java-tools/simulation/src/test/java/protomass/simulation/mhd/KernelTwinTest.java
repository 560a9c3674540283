package protomass.simulation.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.simulation.mesh.PatchState;
import protomass.simulation.mesh.State;

/** The kernel on vectors gives the bits of the one in plain Java, degenerate cases included. */
class KernelTwinTest {
  private static final SweepParameters PARAMETERS =
      new SweepParameters(0.6, 2.5, 0.002, 0.05, 0.97, 1e-8, 100);

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void bothKernelsGiveTheSameBits(int side) {
    for (int seed = 0; seed < 20; seed++) {
      PatchState vectors = random(side, seed);
      PatchState plain = random(side, seed);
      boolean redoVectors = Sweep.vectorised(vectors).step(PARAMETERS, null);
      boolean redoPlain = Sweep.plain(plain).step(PARAMETERS, null);
      assertEquals(redoPlain, redoVectors);
      assertSameCells(plain, vectors);
    }
  }

  @Test
  void aCellThatRunsEmptyIsReported() {
    PatchState patch = random(8, 1);
    patch.values()[State.VELOCITY * patch.length() + patch.index(4, 3, 3)] = 60;
    patch.values()[State.VELOCITY * patch.length() + patch.index(2, 3, 3)] = -60;
    SweepParameters coarse = new SweepParameters(0.6, 2.5, 0.02, 0.05, 0.97, 1e-8, 1000);
    assertEquals(true, Sweep.vectorised(patch).step(coarse, null));
  }

  private static void assertSameCells(PatchState plain, PatchState vectors) {
    for (int v = 0; v < State.VARIABLES; v++) {
      for (int k = 0; k < plain.side(); k++) {
        for (int j = 0; j < plain.side(); j++) {
          for (int i = 0; i < plain.side(); i++) {
            int at = v * plain.length() + plain.index(i, j, k);
            assertEquals(
                Double.doubleToRawLongBits(plain.values()[at]),
                Double.doubleToRawLongBits(vectors.values()[at]),
                "variable %d at %d %d %d".formatted(v, i, j, k));
          }
        }
      }
    }
  }

  /** Some cells without a field, some at rest, some equal to a neighbour, strong jumps. */
  private static PatchState random(int side, int seed) {
    PatchState patch = new PatchState(side);
    Random random = new Random(seed);
    for (int at = 0; at < patch.length(); at++) {
      patch.values()[at] = Math.exp(2 * random.nextGaussian());
    }
    for (int v = 1; v < State.VARIABLES; v++) {
      for (int at = 0; at < patch.length(); at++) {
        double value = random.nextInt(4) == 0 ? 0 : random.nextGaussian();
        patch.values()[v * patch.length() + at] =
            random.nextInt(5) == 0 && at > 0 ? patch.values()[v * patch.length() + at - 1] : value;
      }
    }
    return patch;
  }
}
