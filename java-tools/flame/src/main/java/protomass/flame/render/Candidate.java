package protomass.flame.render;

import protomass.core.artefact.FlameKind;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.genome.GenomeSampler;
import protomass.flame.genome.StudySampler;

/**
 * One genome on its way to an image: image {@code index} is the first of its candidates that is
 * accepted.
 *
 * @param genome the flame's definition
 * @param orbit the source of the orbit's choices, at its start
 */
record Candidate(Genome genome, RandomStream orbit) {
  private static final GenomeSampler RICH = new GenomeSampler();
  private static final StudySampler STUDY = new StudySampler();

  /** The candidate of a set, an image and an attempt, all from 0. */
  static Candidate of(FlameKind flames, long seed, long index, long attempt) {
    Genome genome =
        switch (flames) {
          case RICH -> RICH.sample(RandomStream.of(seed, "flame.genome", index, attempt));
          case STUDY -> STUDY.sample(RandomStream.of(seed, "flame.genome.study", index, attempt));
        };
    return of(genome, seed, index, attempt);
  }

  /** The candidate with a genome that is known already. */
  static Candidate of(Genome genome, long seed, long index, long attempt) {
    return new Candidate(genome, RandomStream.of(seed, "flame.orbit", index, attempt));
  }

  ChaosGame.Walk start(ChaosGame game) {
    return game.start(genome, orbit);
  }
}
