package protomass.flame.game;

import protomass.core.random.RandomStream;
import protomass.flame.genome.Genome;

/**
 * The inner loop of flames: walkers jump from point to point, each time by a transform that is
 * chosen with a probability proportional to its weight, and leave the flame's attractor behind.
 *
 * <p>The same genome and stream always give the same bytes, on any machine.
 */
public interface ChaosGame {
  /** A game in progress. Not thread-safe. */
  interface Walk {
    /**
     * Lets every walker jump once.
     *
     * @return where the walkers are now; overwritten by the next call
     */
    PointBlock next();

    /** How many jumps ended beyond the plane since the start, each followed by a fresh walker. */
    long escapes();
  }

  /**
   * Starts a game whose walkers have already forgotten where they began.
   *
   * @param genome the flame
   * @param random the source of all choices; the walk goes on drawing from it
   */
  Walk start(Genome genome, RandomStream random);

  /** Points in each block of a walk. */
  int blockSize();
}
