package protomass.vision.segmentation;

import java.util.stream.IntStream;
import protomass.core.error.UsageException;

/**
 * How a map is cut into tokens: enlarged, then cut into patches. The study enlarges a map of 64
 * pixels four times for patches of 16 pixels, so that a token sees 4 x 4 pixels of the map.
 *
 * @param mapSize side of the map [pixel]
 * @param factor how much longer the side of the encoder's input is
 * @param patchSize side of a patch of the encoder's input [pixel]
 */
record TokenGrid(int mapSize, int factor, int patchSize) {
  /** The word that lets {@link #of} choose. */
  static final String AUTOMATIC = "auto";

  private static final int ENOUGH_TOKENS = 16;
  private static final int LARGEST_INPUT = 512;

  /**
   * The grid for an option's value.
   *
   * @param upsample a positive whole number, or {@code auto}: the least that gives at least 16 x 16
   *     tokens with an input of at most 512 pixels; if none does, the largest that input allows
   * @throws UsageException when patches do not fit
   */
  static TokenGrid of(int mapSize, int patchSize, String upsample) {
    if (upsample.equals(AUTOMATIC)) {
      return automatic(mapSize, patchSize);
    }
    if (!upsample.matches("[1-9][0-9]{0,2}")) {
      throw new UsageException(
          "--upsample '" + upsample + "' is no whole number from 1 to 999", "give one or 'auto'");
    }
    TokenGrid grid = new TokenGrid(mapSize, Integer.parseInt(upsample), patchSize);
    if (!grid.fits()) {
      throw new UsageException(
          "--upsample %s makes %d pixels of a map's %d, which patches of %d do not divide"
              .formatted(upsample, grid.inputSize(), mapSize, patchSize),
          "give another factor or 'auto'");
    }
    return grid;
  }

  /** Side of the encoder's input [pixel]. */
  int inputSize() {
    return Math.multiplyExact(mapSize, factor);
  }

  /** Tokens along a side. */
  int side() {
    return inputSize() / patchSize;
  }

  /** Tokens of a map. */
  int tokens() {
    return side() * side();
  }

  private boolean fits() {
    return inputSize() % patchSize == 0;
  }

  private static TokenGrid automatic(int mapSize, int patchSize) {
    TokenGrid[] possible =
        IntStream.rangeClosed(1, Math.max(1, LARGEST_INPUT / mapSize))
            .mapToObj(factor -> new TokenGrid(mapSize, factor, patchSize))
            .filter(TokenGrid::fits)
            .toArray(TokenGrid[]::new);
    if (possible.length == 0) {
      throw new UsageException(
          "--upsample auto: patches of %d pixels divide no whole enlargement of a map of %d pixels up to %d"
              .formatted(patchSize, mapSize, LARGEST_INPUT),
          "give --upsample a number, or project maps of another --map-size");
    }
    for (TokenGrid grid : possible) {
      if (grid.side() >= ENOUGH_TOKENS) {
        return grid;
      }
    }
    return possible[possible.length - 1];
  }
}
