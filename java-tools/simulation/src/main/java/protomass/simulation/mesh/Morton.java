package protomass.simulation.mesh;

/** Places of blocks as one number whose order is that of the octree (Morton 1966). */
final class Morton {
  private static final int BITS = 20;

  private Morton() {}

  /** The key of a place, each coordinate from 0 to 2²⁰ - 1. */
  static long key(int x, int y, int z) {
    return spread(x) | spread(y) << 1 | spread(z) << 2;
  }

  static int x(long key) {
    return compact(key);
  }

  static int y(long key) {
    return compact(key >>> 1);
  }

  static int z(long key) {
    return compact(key >>> 2);
  }

  /** The key of the place one level coarser. */
  static long parent(long key) {
    return key >>> 3;
  }

  private static long spread(int value) {
    long spread = 0;
    for (int bit = 0; bit < BITS; bit++) {
      spread |= (long) ((value >>> bit) & 1) << (3 * bit);
    }
    return spread;
  }

  private static int compact(long key) {
    int value = 0;
    for (int bit = 0; bit < BITS; bit++) {
      value |= (int) ((key >>> (3 * bit)) & 1) << bit;
    }
    return value;
  }
}
