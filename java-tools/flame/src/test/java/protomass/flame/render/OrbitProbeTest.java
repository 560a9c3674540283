package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.genome.Palette;
import protomass.flame.genome.Transform;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

class OrbitProbeTest {
  private static final double COVERAGE = 0.6;

  /** Four quarters of a square, shrunk by a half each: the orbit fills the square evenly. */
  private static final Genome SQUARE =
      genome(quarter(-1, -1), quarter(1, -1), quarter(-1, 1), quarter(1, 1));

  /** The square spans 2 around the origin; the frame leaves out 6 % at each side. */
  @Test
  void theFrameFitsTheOrbit() {
    Frame frame = probe(SQUARE).orElseThrow();
    // The quantiles of 4,096 uniform points stray by about 0.01.
    assertEquals(0, frame.centreX(), 0.05);
    assertEquals(0, frame.centreY(), 0.05);
    assertEquals(0.88, frame.halfWidth(), 0.05);
  }

  @Test
  void aDotIsRejected() {
    assertEquals(Optional.empty(), probe(genome(linear(0.1f, 0, 0, 0.1f, 0.3f, 0.3f))));
  }

  @Test
  void aLineIsRejected() {
    Transform left = linear(0.5f, 0.5f, 0, 0, -0.5f, -0.5f);
    Transform right = linear(0.5f, 0.5f, 0, 0, 0.5f, 0.5f);
    assertEquals(Optional.empty(), probe(genome(left, right)));
  }

  @Test
  void anOrbitThatEscapesIsRejected() {
    assertEquals(Optional.empty(), probe(genome(linear(5, 0, 0, 5, 0.1f, 0))));
  }

  @Test
  void fourDotsAreRejected() {
    Transform[] dots = {
      linear(0.01f, 0, 0, 0.01f, 1, 1),
      linear(0.01f, 0, 0, 0.01f, -1, 1),
      linear(0.01f, 0, 0, 0.01f, 1, -1),
      linear(0.01f, 0, 0, 0.01f, -1, -1)
    };
    assertEquals(Optional.empty(), probe(genome(dots)));
    assertTrue(probe(genome(dots), 0).isPresent(), "the coverage is what rejects them");
  }

  private static Optional<Frame> probe(Genome genome) {
    return probe(genome, COVERAGE);
  }

  private static Optional<Frame> probe(Genome genome, double coverage) {
    ChaosGame game = new PopulationChaosGame(new ScalarKernel());
    return new OrbitProbe(game, 9).frame(game.start(genome, RandomStream.of(1, "test")), coverage);
  }

  private static Transform quarter(int signX, int signY) {
    return linear(0.5f, 0, 0, 0.5f, 0.5f * signX, 0.5f * signY);
  }

  private static Transform linear(float... coefficients) {
    return new Transform(1, Affine.of(coefficients), Variation.LINEAR, 0.5f);
  }

  private static Genome genome(Transform... transforms) {
    return new Genome(List.of(transforms), new Palette(List.of("#000000", "#ffffff")));
  }
}
