package protomass.flame.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import protomass.core.json.Json;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PointBlock;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/** The words of the study, each as a statement about what is drawn. */
class StudySamplerTest {
  private static final int DRAWS = 2000;

  @Test
  void everyTransformIsARotationAShiftAndOneVariation() {
    for (int i = 0; i < DRAWS; i++) {
      Genome genome = sample(i);
      assertNull(genome.finalMap());
      assertEquals(Symmetry.NONE, genome.symmetry());
      for (Transform transform : genome.transforms()) {
        PlaneMap map = transform.map();
        assertEquals(1, map.variations().size());
        assertEquals(1, map.variations().getFirst().weight());
        assertEquals(Affine.IDENTITY, map.post());
        Affine affine = map.affine();
        assertEquals(affine.xx(), affine.yy());
        assertEquals(-affine.xy(), affine.yx());
        // Sine and cosine are rounded to floats, at 6e-8 of 1.
        double determinant =
            (double) affine.xx() * affine.yy() - (double) affine.xy() * affine.yx();
        assertEquals(1, determinant, 2e-7);
        assertTrue(Math.abs(affine.x0()) <= 1 && Math.abs(affine.y0()) <= 1);
      }
    }
  }

  /** 26 variations, evenly: the expected number scatters by its root, and 5 sigma are allowed. */
  @Test
  void nonLinearVariationsAreDrawnEvenly() {
    Map<Variation, Integer> counts = new EnumMap<>(Variation.class);
    Set<Integer> sizes = new TreeSet<>();
    int drawn = 0;
    for (int i = 0; i < DRAWS; i++) {
      Set<Variation> own = variations(sample(i));
      own.forEach(variation -> counts.merge(variation, 1, Integer::sum));
      sizes.add(own.size());
      drawn += own.size();
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(Variation.LINEAR)), counts.keySet());
    assertEquals(Set.of(2, 3, 4), sizes);
    double mean = drawn / 26.0;
    counts.forEach(
        (variation, count) ->
            assertEquals(mean, count, 5 * Math.sqrt(mean), () -> "draws of " + variation));
  }

  /** The mean of n uniform angles' unit vectors is as long as 1 / sqrt(n); shifts likewise. */
  @Test
  void rotationsAndShiftsAreUniform() {
    double cosine = 0;
    double sine = 0;
    double shift = 0;
    double squares = 0;
    int maps = 0;
    Set<Integer> sizes = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      List<Affine> own = maps(sample(i));
      sizes.add(own.size());
      for (Affine affine : own) {
        cosine += affine.xx();
        sine += affine.yx();
        shift += affine.x0();
        squares += affine.x0() * affine.x0();
        maps++;
      }
    }
    assertEquals(Set.of(2, 3, 4), sizes);
    double root = Math.sqrt(maps);
    // Variances: 1/2 of cosine and sine, 1/3 of a shift in [-1, 1], 4/45 of its square; 5 sigma.
    assertEquals(0, cosine / maps, 5 * Math.sqrt(1 / 2.0) / root);
    assertEquals(0, sine / maps, 5 * Math.sqrt(1 / 2.0) / root);
    assertEquals(0, shift / maps, 5 * Math.sqrt(1 / 3.0) / root);
    assertEquals(1 / 3.0, squares / maps, 5 * Math.sqrt(4 / 45.0) / root);
  }

  /**
   * At each step one map and, independently of it, one variation: every pair is a transform, and
   * its probability is the product of that of the map and that of the variation.
   */
  @Test
  void theVariationDoesNotDependOnTheMap() {
    for (int i = 0; i < 200; i++) {
      Genome genome = sample(i);
      List<Affine> maps = maps(genome);
      List<Variation> variations = List.copyOf(variations(genome));
      assertEquals(maps.size() * variations.size(), genome.transforms().size());
      double[][] joint = new double[maps.size()][variations.size()];
      for (Transform transform : genome.transforms()) {
        int m = maps.indexOf(transform.map().affine());
        int v = variations.indexOf(transform.map().variations().getFirst().variation());
        joint[m][v] += transform.weight() / genome.totalWeight();
      }
      for (int m = 0; m < maps.size(); m++) {
        for (int v = 0; v < variations.size(); v++) {
          double ofMap = 0;
          double ofVariation = 0;
          for (double share : joint[m]) {
            ofMap += share;
          }
          for (double[] row : joint) {
            ofVariation += row[v];
          }
          // Weights are floats.
          assertEquals(ofMap * ofVariation, joint[m][v], 1e-6);
        }
      }
    }
  }

  /**
   * What the game applies: in each step every walker goes through exactly one transform, and each
   * variation is applied as often as its probability says. Runs are whole groups of 16 whose ends
   * are rounded at random: a transform's share of a step is off by a 64th of the walkers at most,
   * and over n steps the mean scatters by less than 1 / (64 sqrt(n)); 5 sigma.
   */
  @Test
  void theGameAppliesOneVariationAStepByItsProbability() {
    int steps = 4000;
    for (int i = 0; i < 5; i++) {
      Genome genome = sample(i);
      ChaosGame.Walk walk =
          new PopulationChaosGame(new ScalarKernel()).start(genome, RandomStream.of(1, "walk", i));
      double[] shares = new double[genome.transforms().size()];
      for (int step = 0; step < steps; step++) {
        PointBlock block = walk.next();
        int from = 0;
        for (int t = 0; t < shares.length; t++) {
          shares[t] += (block.ends()[t] - from) / (double) block.size() / steps;
          from = block.ends()[t];
        }
        assertEquals(block.size(), from);
      }
      for (int t = 0; t < shares.length; t++) {
        double expected = genome.transforms().get(t).weight() / genome.totalWeight();
        assertEquals(expected, shares[t], 5 / (64 * Math.sqrt(steps)));
      }
    }
  }

  @Test
  void aGenomeSurvivesItsJson() throws Exception {
    for (int i = 0; i < 50; i++) {
      Genome genome = sample(i);
      assertEquals(genome, Json.mapper().readValue(Json.line(genome), Genome.class));
    }
  }

  private static List<Affine> maps(Genome genome) {
    Map<Affine, Integer> seen = new LinkedHashMap<>();
    genome.transforms().forEach(transform -> seen.put(transform.map().affine(), 1));
    return new ArrayList<>(seen.keySet());
  }

  private static Set<Variation> variations(Genome genome) {
    Set<Variation> seen = EnumSet.noneOf(Variation.class);
    for (Transform transform : genome.transforms()) {
      seen.add(transform.map().variations().getFirst().variation());
    }
    return seen;
  }

  private static Genome sample(int index) {
    return new StudySampler().sample(RandomStream.of(3, "test", index));
  }
}
