package protomass.flame.game;

import protomass.core.random.RandomStream;
import protomass.flame.kernel.WalkerKernel;

/**
 * The permutation that makes a population play like independent walkers.
 *
 * <p>The population is cut into 16 stretches. Group g of the next generation takes one walker from
 * each: from stretch j the walker {@code (m_j g + r_j) mod length}, with odd multipliers m and
 * rotations r drawn anew for each step. So the walkers of a group, which share a jump, are torn
 * apart before the next; and as each r is uniform, the place of a single walker is uniform and
 * independent of its past, which makes its sequence of transforms that of the plain chaos game.
 */
final class Mixing implements Shuffle {
  private static final int FIELD_BITS = 16;
  private static final int FIELDS_PER_NUMBER = 4;

  private final int mask;
  private final int fieldBitsOfMask;
  private final int[] origins = new int[WalkerKernel.GROUP];
  private final int[] multipliers = new int[WalkerKernel.GROUP];
  private final int[] rotations = new int[WalkerKernel.GROUP];

  /**
   * @param walkers a power of two, at most 2^12
   */
  Mixing(int walkers) {
    int length = walkers / WalkerKernel.GROUP;
    this.mask = length - 1;
    this.fieldBitsOfMask = Integer.bitCount(mask);
    for (int j = 0; j < WalkerKernel.GROUP; j++) {
      origins[j] = j * length;
    }
  }

  @Override
  public void draw(RandomStream random, WalkerKernel kernel, int[] places) {
    for (int j = 0; j < WalkerKernel.GROUP; j += FIELDS_PER_NUMBER) {
      long bits = random.nextLong();
      for (int k = j; k < j + FIELDS_PER_NUMBER; k++) {
        multipliers[k] = ((int) bits & mask) | 1;
        rotations[k] = ((int) bits >>> fieldBitsOfMask) & mask;
        bits >>>= FIELD_BITS;
      }
    }
    kernel.shuffle(origins, multipliers, rotations, mask, places);
  }
}
