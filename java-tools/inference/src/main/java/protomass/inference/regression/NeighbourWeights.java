package protomass.inference.regression;

import java.util.Arrays;
import java.util.Locale;

/** How much each neighbour counts. */
public enum NeighbourWeights {
  /**
   * By the inverse of its distance. Where a neighbour is so near that the inverse is infinite, only
   * such neighbours count, each the same.
   */
  DISTANCE,
  /** All the same. */
  UNIFORM;

  /** The word on command lines. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One weight per distance; they need not add up to 1. */
  public double[] of(double[] distances) {
    if (this == UNIFORM) {
      return Arrays.stream(distances).map(distance -> 1).toArray();
    }
    double[] inverse = Arrays.stream(distances).map(distance -> 1 / distance).toArray();
    boolean coincident = Arrays.stream(inverse).anyMatch(Double::isInfinite);
    return coincident
        ? Arrays.stream(inverse).map(weight -> Double.isInfinite(weight) ? 1 : 0).toArray()
        : inverse;
  }
}
