package protomass.flame.shard;

/**
 * How hard it was to find the flames of a shard.
 *
 * @param accepted images, which is the number of accepted genomes
 * @param attempts genomes drawn
 * @param mostAttempts the largest number of genomes drawn for one image
 * @param acceptance accepted / attempts
 * @param meanCoverage the mean share of pixels hit
 * @param leastCoverage the smallest share of pixels hit
 * @param duplicates images whose pixels equal those of an earlier image of the shard
 */
public record AcceptanceStatistics(
    long accepted,
    long attempts,
    int mostAttempts,
    double acceptance,
    double meanCoverage,
    double leastCoverage,
    int duplicates) {}
