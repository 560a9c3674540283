package protomass.flame.render;

import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.genome.GenomeSampler;

/**
 * One genome on its way to an image: image {@code index} is the first of its candidates that is
 * accepted.
 *
 * @param genome the flame's definition
 * @param orbit the source of the orbit's choices, at its start
 */
record Candidate(Genome genome, RandomStream orbit) {
  private static final GenomeSampler SAMPLER = new GenomeSampler();

  /** The candidate of a set, an image and an attempt, all from 0. */
  static Candidate of(long seed, long index, long attempt) {
    Genome genome = SAMPLER.sample(RandomStream.of(seed, "flame.genome", index, attempt));
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
