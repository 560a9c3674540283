package protomass.flame.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import protomass.core.json.Json;
import protomass.core.random.RandomStream;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

class GenomeSamplerTest {
  private static final int DRAWS = 2000;

  @Test
  void drawsThreeToSixTransformsWithEveryVariation() {
    Set<Integer> counts = new TreeSet<>();
    Set<Variation> variations = EnumSet.noneOf(Variation.class);
    for (int i = 0; i < DRAWS; i++) {
      Genome genome = sample(i);
      counts.add(genome.transforms().size());
      genome
          .transforms()
          .forEach(
              transform ->
                  transform.map().variations().forEach(term -> variations.add(term.variation())));
    }
    assertEquals(Set.of(3, 4, 5, 6), counts);
    assertEquals(EnumSet.allOf(Variation.class), variations);
  }

  /** The determinant is the square of the mean scale; rounding to float leaves 1e-6. */
  @Test
  void affineMapsContractOnAverage() {
    for (int i = 0; i < DRAWS; i++) {
      Genome genome = sample(i);
      double sum = 0;
      for (Transform transform : genome.transforms()) {
        Affine affine = transform.map().affine();
        double determinant = affine.xx() * affine.yy() - affine.xy() * affine.yx();
        sum += transform.weight() * 0.5 * StrictMath.log(Math.abs(determinant));
      }
      assertTrue(StrictMath.exp(sum / genome.totalWeight()) <= 0.85 + 1e-5);
    }
  }

  @Test
  void someFlamesHaveEachRefinement() {
    int blends = 0;
    int posts = 0;
    int finals = 0;
    int symmetries = 0;
    int mirrors = 0;
    for (int i = 0; i < DRAWS; i++) {
      Genome genome = sample(i);
      for (Transform transform : genome.transforms()) {
        blends += transform.map().variations().size() > 1 ? 1 : 0;
        posts += transform.map().post().equals(Affine.IDENTITY) ? 0 : 1;
      }
      finals += genome.finalMap() == null ? 0 : 1;
      symmetries += genome.symmetry().order() > 1 ? 1 : 0;
      mirrors += genome.symmetry().mirror() ? 1 : 0;
    }
    for (int count : new int[] {blends, posts, finals, symmetries, mirrors}) {
      assertTrue(count > DRAWS / 50 && count < 2 * DRAWS, () -> "count " + count);
    }
  }

  @Test
  void aGenomeSurvivesItsJson() throws JsonProcessingException {
    for (int i = 0; i < 50; i++) {
      Genome genome = sample(i);
      assertEquals(genome, Json.mapper().readValue(Json.line(genome), Genome.class));
    }
  }

  private static Genome sample(int index) {
    return new GenomeSampler().sample(RandomStream.of(3, "test", index));
  }
}
