package protomass.core.artefact;

import java.util.List;

/**
 * How hard it was to find the flames of a shard.
 *
 * @param accepted images, which is the number of accepted genomes
 * @param attempts genomes drawn
 * @param renders genomes that passed the probe and were rendered in full
 * @param mostAttempts the largest number of genomes drawn for one image
 * @param candidatesPerImage attempts / accepted
 * @param meanCoverage the mean share of pixels hit
 * @param leastCoverage the smallest share of pixels hit
 * @param duplicates images whose pixels equal those of an earlier image of the shard
 * @param nearDuplicates images that look like an earlier image of the shard; they stay, since each
 *     image depends on its number alone
 * @param nearDuplicatePairs the first {@value #MOST_PAIRS} of them
 */
public record AcceptanceStatistics(
    long accepted,
    long attempts,
    long renders,
    int mostAttempts,
    double candidatesPerImage,
    double meanCoverage,
    double leastCoverage,
    int duplicates,
    int nearDuplicates,
    List<Pair> nearDuplicatePairs) {
  /** Pairs that a manifest lists at most. */
  public static final int MOST_PAIRS = 1000;

  /**
   * Two pictures that look alike.
   *
   * @param first the name of the earlier one
   * @param second the name of the later one
   * @param bits in how many bits their perceptual hashes differ
   */
  public record Pair(String first, String second, int bits) {}

  public AcceptanceStatistics {
    nearDuplicatePairs = List.copyOf(nearDuplicatePairs);
  }
}
