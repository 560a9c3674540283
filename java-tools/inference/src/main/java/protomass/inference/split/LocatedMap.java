package protomass.inference.split;

import java.nio.file.Path;
import java.util.Comparator;
import protomass.core.maps.MapRow;

/**
 * A map and where it stands.
 *
 * @param row what is known of the map
 * @param file the FITS file, absolute and normalised
 * @param index the map's 0-based place in that file
 */
record LocatedMap(MapRow row, Path file, int index) {
  /** The order of every catalogue: cloud, snapshot, star, axis. */
  static final Comparator<LocatedMap> CATALOGUE_ORDER =
      Comparator.comparing((LocatedMap map) -> map.row().cloud())
          .thenComparingLong(map -> map.row().snapshot())
          .thenComparingLong(map -> map.row().star())
          .thenComparing(map -> map.row().lineOfSight());
}
