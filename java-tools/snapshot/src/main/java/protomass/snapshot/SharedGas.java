package protomass.snapshot;

/**
 * Two stars whose regions show the same gas.
 *
 * @param first the star of one region
 * @param second the star of the other, greater than the first
 * @param share the part of a region's volume that both show, above 0 and at most 1
 */
public record SharedGas(long first, long second, double share) {}
