package protomass.flame.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.random.RandomStream;
import protomass.flame.genome.Genome;
import protomass.flame.genome.GenomeSampler;
import protomass.flame.genome.Palette;
import protomass.flame.genome.PlaneMap;
import protomass.flame.genome.Symmetry;
import protomass.flame.genome.Transform;
import protomass.flame.genome.VariationTerm;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.kernel.VectorKernel;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;
import protomass.testing.Goldens;

/** Against histograms of many millions of points of given systems, by total variation distance. */
class PopulationChaosGameTest {
  private static final int BLOCKS = 3000;
  private static final Palette PALETTE = new Palette(List.of("#000000", "#ffffff"));

  /** The systems of our own file, which the tests of the comparison itself look at. */
  private static List<AttractorSystem> own;

  @BeforeAll
  static void readGolden() {
    own = AttractorSystem.read(Goldens.own("flame/attractors.json"));
  }

  static Stream<AttractorSystem> everySystemOfEveryFile() {
    return Goldens.of("flame", "attractors*.json").stream()
        .flatMap(file -> AttractorSystem.read(file).stream());
  }

  @ParameterizedTest
  @MethodSource("everySystemOfEveryFile")
  void fillsTheAttractorLikeTheReference(AttractorSystem system) {
    double distance = distance(system, system.transforms());
    assertTrue(distance < bound(system), () -> distance + " is not below " + bound(system));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aWrongVariationIsFarOff(int system) {
    List<Transform> original = own.get(system).transforms();
    for (int t = 0; t < original.size(); t++) {
      Transform transform = original.get(t);
      Variation wrong =
          variation(transform) == Variation.LINEAR ? Variation.BUBBLE : Variation.LINEAR;
      List<Transform> changed = new ArrayList<>(original);
      changed.set(t, new Transform(transform.weight(), transform.map().affine(), wrong, 0));
      assertFarOff(own.get(system), changed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aMissingTransformIsFarOff(int system) {
    List<Transform> original = own.get(system).transforms();
    for (int t = 0; t < original.size(); t++) {
      List<Transform> fewer = new ArrayList<>(original);
      fewer.remove(t);
      assertFarOff(own.get(system), fewer);
    }
  }

  /** The systems 0 and 1 have unequal weights. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void wrongWeightsAreFarOff(int system) {
    List<Transform> original = own.get(system).transforms();
    List<Transform> changed = new ArrayList<>();
    for (int t = 0; t < original.size(); t++) {
      Transform transform = original.get(t);
      float weight = original.get((t + 1) % original.size()).weight();
      changed.add(new Transform(weight, transform.map().affine(), variation(transform), 0));
    }
    assertFarOff(own.get(system), changed);
  }

  /**
   * What a permutation must not be: none at all, and one affine map of all places, by which groups
   * of walkers stay together. The groups then follow few orbits, and their points clot.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void weakMixingIsNoticed(int system) {
    Shuffle none = (random, kernel, places) -> Arrays.setAll(places, i -> i);
    Shuffle rotation =
        (random, kernel, places) -> {
          int shift = random.nextInt(places.length);
          Arrays.setAll(places, i -> (i + shift) % places.length);
        };
    for (Shuffle weak : List.of(none, rotation)) {
      ChaosGame game = new PopulationChaosGame(new ScalarKernel(), () -> weak);
      AttractorSystem reference = own.get(system);
      double distance = distance(reference, game, reference.transforms());
      assertTrue(distance > 2 * bound(reference), () -> distance + ", bound " + bound(reference));
    }
  }

  /** The vector kernel plays the same game, to the bit, with all that a genome can hold. */
  @Test
  void kernelsPlayTheSameGame() {
    for (int i = 0; i < 100; i++) {
      Genome genome = new GenomeSampler().sample(RandomStream.of(5, "test", i));
      ChaosGame.Walk plain =
          new PopulationChaosGame(new ScalarKernel()).start(genome, RandomStream.of(1, "test"));
      ChaosGame.Walk vector =
          new PopulationChaosGame(new VectorKernel()).start(genome, RandomStream.of(1, "test"));
      for (int step = 0; step < 10; step++) {
        assertSame(plain.next(), vector.next());
      }
      assertEquals(plain.escapes(), vector.escapes());
    }
  }

  private static void assertSame(PointBlock block, PointBlock twin) {
    assertArrayEquals(block.x(), twin.x());
    assertArrayEquals(block.y(), twin.y());
    assertArrayEquals(block.colour(), twin.colour());
    assertArrayEquals(block.ends(), twin.ends());
  }

  /** Half and half of two linear maps is the linear map of the mean; likewise for post maps. */
  @Test
  void blendsAndPostMapsDoWhatTheyStateInSteps() {
    Affine half = Affine.of(0.5f, 0, 0, 0.5f, 0, 0);
    Affine shift = Affine.of(1, 0, 0, 1, 0.25f, -0.5f);
    PlaneMap map =
        new PlaneMap(
            half,
            List.of(
                new VariationTerm(Variation.LINEAR, 0.5f),
                new VariationTerm(Variation.BENT, 0.25f),
                new VariationTerm(Variation.LINEAR, 0.25f)),
            shift);
    // In the first quadrant bent is linear, so the fixed point is p = p / 2 + shift.
    PlaneMap positive = new PlaneMap(half, map.variations(), Affine.of(1, 0, 0, 1, 0.25f, 0.5f));
    PointBlock block = settled(genomeOf(positive, null, Symmetry.NONE));
    for (int i = 0; i < block.size(); i++) {
      assertEquals(0.5f, block.x()[i], 1e-6);
      assertEquals(1, block.y()[i], 1e-6);
    }
    // Below the axis bent halves y: y = (0.75 + 0.125) y / 2 - 0.5.
    PointBlock below = settled(genomeOf(map, null, Symmetry.NONE));
    assertEquals(-0.5 / (1 - 0.4375), below.y()[7], 1e-6);
  }

  @Test
  void aSingleVariationHasItsWeight() {
    PlaneMap map =
        new PlaneMap(
            Affine.of(0.5f, 0, 0, 0.5f, 1, 0),
            List.of(new VariationTerm(Variation.LINEAR, 0.5f)),
            Affine.IDENTITY);
    // x = (x / 2 + 1) / 2
    assertEquals(2 / 3.0, settled(genomeOf(map, null, Symmetry.NONE)).x()[3], 1e-6);
  }

  @Test
  void aFinalMapChangesThePointsButNotTheWalk() {
    PlaneMap plain = PlaneMap.of(Affine.of(0.5f, 0, 0, 0.5f, 1, 0), Variation.LINEAR);
    PlaneMap last = PlaneMap.of(Affine.of(3, 0, 0, 3, 0, 7), Variation.LINEAR);
    PointBlock block = settled(genomeOf(plain, last, Symmetry.NONE));
    assertEquals(6, block.x()[0], 1e-5);
    assertEquals(7, block.y()[0], 1e-5);
  }

  /** Every element of the group takes the cloud of points to itself: its moments vanish. */
  @Test
  void symmetryMakesTheCloudSymmetric() {
    Genome lopsided = new Genome(own.get(0).transforms(), PALETTE);
    Genome turned = new Genome(own.get(0).transforms(), null, new Symmetry(3, false), PALETTE);
    Genome mirrored = new Genome(own.get(0).transforms(), null, new Symmetry(1, true), PALETTE);
    // The sines of the angle and of its double, of points within the unit circle.
    assertTrue(Math.abs(moment(lopsided, 1)) > 0.05);
    // Five standard deviations of a mean of half a million sines.
    assertEquals(0, moment(turned, 1), 5e-3);
    assertEquals(0, moment(turned, 2), 5e-3);
    assertTrue(Math.abs(moment(turned, 3)) > 0.02, () -> "third " + moment(turned, 3));
    double mean = 0;
    ChaosGame.Walk walk =
        new PopulationChaosGame(new ScalarKernel()).start(mirrored, RandomStream.of(1, "test"));
    for (int i = 0; i < 500; i++) {
      for (float x : walk.next().x()) {
        mean += Math.signum(x) / (500 * 1024);
      }
    }
    assertEquals(0, mean, 5e-3);
  }

  private static double moment(Genome genome, int order) {
    ChaosGame.Walk walk =
        new PopulationChaosGame(new ScalarKernel()).start(genome, RandomStream.of(1, "test"));
    double cosine = 0;
    double sine = 0;
    int count = 0;
    for (int i = 0; i < 500; i++) {
      PointBlock block = walk.next();
      for (int p = 0; p < block.size(); p++) {
        double angle = order * Math.atan2(block.y()[p], block.x()[p]);
        cosine += Math.cos(angle);
        sine += Math.sin(angle);
        count++;
      }
    }
    return Math.hypot(cosine, sine) / count;
  }

  private static Genome genomeOf(PlaneMap map, PlaneMap last, Symmetry symmetry) {
    return new Genome(List.of(new Transform(1, map, 0.5f, 0.5f)), last, symmetry, PALETTE);
  }

  private static PointBlock settled(Genome genome) {
    ChaosGame.Walk walk =
        new PopulationChaosGame(new ScalarKernel()).start(genome, RandomStream.of(1, "test"));
    for (int i = 0; i < 40; i++) {
      walk.next();
    }
    return walk.next();
  }

  @Test
  void theOrderOfTransformsDoesNotMatter() {
    List<Transform> reversed = new ArrayList<>(own.get(0).transforms());
    Collections.reverse(reversed);
    assertTrue(distance(own.getFirst(), reversed) < bound(own.getFirst()));
  }

  @Test
  void pointsStandInTheOrderOfTheirTransforms() {
    Genome genome = new Genome(own.get(2).transforms(), PALETTE);
    ChaosGame.Walk walk =
        new PopulationChaosGame(new ScalarKernel()).start(genome, RandomStream.of(1, "test"));
    double[] counts = new double[4];
    int blocks = 2000;
    for (int i = 0; i < blocks; i++) {
      PointBlock block = walk.next();
      assertEquals(block.size(), block.ends()[3]);
      for (int t = 0; t < 4; t++) {
        counts[t] += block.ends()[t] - (t == 0 ? 0 : block.ends()[t - 1]);
      }
    }
    // Five standard deviations of a binomial share.
    double points = blocks * 1024.0;
    for (double count : counts) {
      assertEquals(0.25, count / points, 5 * Math.sqrt(0.25 * 0.75 / points));
    }
  }

  @Test
  void escapedWalkersStartAgainAndAreCounted() {
    Transform outwards = new Transform(1, Affine.of(3, 0, 0, 3, 0, 0), Variation.LINEAR, 0.5f);
    Genome genome = new Genome(List.of(outwards), PALETTE);
    ChaosGame.Walk walk =
        new PopulationChaosGame(new ScalarKernel()).start(genome, RandomStream.of(1, "test"));
    for (int i = 0; i < 100; i++) {
      PointBlock block = walk.next();
      for (int p = 0; p < block.size(); p++) {
        assertTrue(Math.abs(block.x()[p]) < 1e10f && Math.abs(block.y()[p]) < 1e10f);
      }
    }
    assertTrue(walk.escapes() > 1000, () -> "escapes: " + walk.escapes());
  }

  @Test
  void theSameStreamGivesTheSameWalk() {
    Genome genome = new Genome(own.get(1).transforms(), PALETTE);
    ChaosGame game = new PopulationChaosGame(new ScalarKernel());
    ChaosGame.Walk first = game.start(genome, RandomStream.of(1, "test"));
    ChaosGame.Walk second = game.start(genome, RandomStream.of(1, "test"));
    for (int i = 0; i < 200; i++) {
      PointBlock block = first.next();
      PointBlock twin = second.next();
      assertArrayEquals(block.x(), twin.x());
      assertArrayEquals(block.y(), twin.y());
      assertArrayEquals(block.colour(), twin.colour());
    }
  }

  private static Variation variation(Transform transform) {
    return transform.map().variations().getFirst().variation();
  }

  private static void assertFarOff(AttractorSystem system, List<Transform> transforms) {
    double distance = distance(system, transforms);
    assertTrue(distance > 5 * bound(system), () -> distance + " is too near for " + transforms);
  }

  /**
   * Twice the distance that sampling noise alone would give to independent points: half the sum
   * over all bins of the mean absolute deviation, sqrt(2 / pi) sigma. The points of one orbit are
   * not quite independent, which the factor of two covers; the reference's own noise is a fifth.
   */
  private static double bound(AttractorSystem system) {
    double points = BLOCKS * (double) new PopulationChaosGame(new ScalarKernel()).blockSize();
    double sum = 0;
    for (double share : system.histogram()) {
      sum += StrictMath.sqrt(share / points);
    }
    return 2 * 0.5 * StrictMath.sqrt(2 / StrictMath.PI) * sum;
  }

  private static double distance(AttractorSystem system, List<Transform> transforms) {
    return distance(system, new PopulationChaosGame(new ScalarKernel()), transforms);
  }

  private static double distance(
      AttractorSystem system, ChaosGame game, List<Transform> transforms) {
    double[] histogram = histogram(system, game, new Genome(transforms, PALETTE));
    double[] expected = system.histogram();
    double sum = 0;
    double missing = 0;
    for (int bin = 0; bin < histogram.length; bin++) {
      double difference = histogram[bin] - expected[bin];
      sum += Math.abs(difference);
      missing += difference;
    }
    // Points outside of the grid are one more bin.
    return 0.5 * (sum + Math.abs(missing));
  }

  private static double[] histogram(AttractorSystem system, ChaosGame game, Genome genome) {
    int grid = system.grid();
    double side = system.upper() - system.lower();
    double[] histogram = new double[grid * grid];
    ChaosGame.Walk walk = game.start(genome, RandomStream.of(7, "test"));
    for (int i = 0; i < BLOCKS; i++) {
      PointBlock block = walk.next();
      double share = 1.0 / BLOCKS / block.size();
      for (int p = 0; p < block.size(); p++) {
        double column = Math.floor((block.x()[p] - system.lower()) / side * grid);
        double row = Math.floor((block.y()[p] - system.lower()) / side * grid);
        if (column >= 0 && column < grid && row >= 0 && row < grid) {
          histogram[(int) (row * grid + column)] += share;
        }
      }
    }
    return histogram;
  }
}
