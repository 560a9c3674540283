package protomass.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Thirds of decades of mass, the same for training masses and for scores. */
final class MassBinning {
  private static final double BINS_PER_DECADE = 3;

  /** About what a mass as a double can have. */
  private static final double MOST_LOG_MASS = 300;

  private MassBinning() {}

  /** Refuses the ends of a bin, as a file states them, that cannot be. */
  static void require(double lower, double upper) {
    if (!(lower >= -MOST_LOG_MASS && lower < upper && upper <= MOST_LOG_MASS)) {
      throw new IllegalArgumentException("log10 masses run from " + lower + " to " + upper);
    }
  }

  /** Positions in an array of log10 masses by the number of their bin, which ascends with mass. */
  static SortedMap<Integer, List<Integer>> positions(double[] logMasses) {
    SortedMap<Integer, List<Integer>> byBin = new TreeMap<>();
    for (int i = 0; i < logMasses.length; i++) {
      int bin = (int) Math.floor(logMasses[i] * BINS_PER_DECADE);
      byBin.computeIfAbsent(bin, key -> new ArrayList<>()).add(i);
    }
    return byBin;
  }

  /** The lower end of a bin, which is the upper end of the one before: log10 of Msun. */
  static double lower(int bin) {
    return bin / BINS_PER_DECADE;
  }
}
