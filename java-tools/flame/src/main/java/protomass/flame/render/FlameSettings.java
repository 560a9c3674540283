package protomass.flame.render;

/**
 * What all images of a set have in common. Image i is a function of these settings and i.
 *
 * @param seed the seed of the set
 * @param size pixels per side
 * @param points points per image, rounded up to whole blocks of the chaos game
 * @param minimumCoverage the share of pixels that a flame must hit to be accepted, in [0, 1]
 * @param colour what the channels mean
 */
public record FlameSettings(
    long seed, int size, int points, double minimumCoverage, ColourMode colour) {
  public static final int SMALLEST_SIZE = 16;
  public static final int LARGEST_SIZE = 2048;
  public static final int FEWEST_POINTS = 1000;

  /** Up to here the sums of a histogram in single precision cannot saturate. */
  public static final int MOST_POINTS = 1 << 24;

  public FlameSettings {
    require(size >= SMALLEST_SIZE && size <= LARGEST_SIZE, "size", size);
    require(points >= FEWEST_POINTS && points <= MOST_POINTS, "points", points);
    require(minimumCoverage >= 0 && minimumCoverage <= 1, "minimumCoverage", minimumCoverage);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
