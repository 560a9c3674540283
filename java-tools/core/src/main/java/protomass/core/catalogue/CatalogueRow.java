package protomass.core.catalogue;

import protomass.core.maps.LineOfSight;

/**
 * One map of the catalogue.
 *
 * @param id as {@link protomass.core.maps.MapRow#id()}
 * @param file the FITS file, relative to the catalogue's folder, with forward slashes
 * @param index the map's 0-based place in that file
 * @param snapshot the snapshot's number
 * @param star the star's number
 * @param lineOfSight the axis of projection
 * @param massMsun stellar mass [Msun]
 * @param ageYr time since formation [yr]
 * @param split training or test
 * @param fold 0-based fold for cross-validation; rows of one group share a fold when the split
 *     keeps groups together
 * @param cloud the simulation
 * @param group stars whose regions ever overlap, such as {@code H1-0003}: the cloud and the
 *     smallest number among them
 */
public record CatalogueRow(
    String id,
    String file,
    int index,
    long snapshot,
    long star,
    LineOfSight lineOfSight,
    double massMsun,
    double ageYr,
    Split split,
    int fold,
    String cloud,
    String group) {
  /** The regression's target. */
  public double logMass() {
    return Math.log10(massMsun);
  }
}
