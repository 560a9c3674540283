package protomass.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Thirds of decades of mass, the same for training masses and for scores. */
final class MassBinning {
  private static final double BINS_PER_DECADE = 3;

  private MassBinning() {}

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
