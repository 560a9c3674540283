package protomass.snapshot.overlap;

/**
 * Two regions that show the same gas.
 *
 * @param first the star of one region
 * @param second the star of the other, greater than the first
 * @param offset the second region's lower corner in the first region; the one with the largest box
 *     when several agree
 * @param sharedCells cells in common, all of them equal in every bit of density and velocity
 */
public record Overlap(long first, long second, Offset offset, long sharedCells) {}
