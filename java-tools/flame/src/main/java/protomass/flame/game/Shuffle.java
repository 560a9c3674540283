package protomass.flame.game;

import protomass.core.random.RandomStream;
import protomass.flame.kernel.WalkerKernel;

/** The permutation of a population before each jump. */
interface Shuffle {
  /** Draws a permutation: where each walker comes from. */
  void draw(RandomStream random, WalkerKernel kernel, int[] places);
}
