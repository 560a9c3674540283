package protomass.vision.resnet;

import protomass.core.random.RandomStream;

/**
 * Mirrors a map left to right, upside down, both or not at all. A mirror that contains the line of
 * sight leaves column density, line-of-sight velocity and dispersion as they are; what it does not
 * respect is the direction of rotation and of the large-scale field that a simulation was given.
 */
final class Flips {
  private Flips() {}

  /**
   * The map mirrored as (seed, epoch, row) say.
   *
   * @param map (3, size, size), row-major; it is not changed
   */
  static float[] apply(float[] map, int size, long seed, int epoch, int row) {
    int kind = RandomStream.of(seed, "baseline.flips", epoch, row).nextInt(4);
    boolean mirrorX = (kind & 1) != 0;
    boolean mirrorY = (kind & 2) != 0;
    float[] mirrored = new float[map.length];
    for (int line = 0; line < map.length / size; line++) {
      int y = line % size;
      int fromLine = mirrorY ? line - y + size - 1 - y : line;
      for (int x = 0; x < size; x++) {
        mirrored[line * size + x] = map[fromLine * size + (mirrorX ? size - 1 - x : x)];
      }
    }
    return mirrored;
  }
}
