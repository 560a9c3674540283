package protomass.core.maps;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What is known of one map: a star in a snapshot seen along one axis.
 *
 * @param cloud the simulation that the snapshot belongs to, such as {@code H1}
 * @param snapshot the snapshot's number within its simulation
 * @param star the star's number, constant over the snapshots of a simulation
 * @param lineOfSight the axis of projection
 * @param massMsun accreted stellar mass [Msun]
 * @param ageYr time since the star's formation [yr]
 * @param positionPc the star from the region's lower corner along x, y, z [pc]
 * @param overlappingStars other stars of the same snapshot whose regions share gas with this one,
 *     ascending
 */
public record MapRow(
    String cloud,
    long snapshot,
    long star,
    LineOfSight lineOfSight,
    double massMsun,
    double ageYr,
    List<Double> positionPc,
    List<Long> overlappingStars) {
  public MapRow {
    if (!SimulationName.isValid(cloud)) {
      throw new IllegalArgumentException(
          "cloud '%s' must consist of %s".formatted(cloud, SimulationName.RULE));
    }
    if (!(massMsun > 0) || Double.isInfinite(massMsun)) {
      throw new IllegalArgumentException(
          "star %d has mass %s Msun; it must be positive".formatted(star, massMsun));
    }
    if (positionPc.size() != 3) {
      throw new IllegalArgumentException("a position has three components, not " + positionPc);
    }
    positionPc = List.copyOf(positionPc);
    overlappingStars = List.copyOf(new TreeSet<>(overlappingStars));
  }

  /** The identifier of the map in catalogues, such as {@code H1-00042-0003-x}. */
  public String id() {
    return String.format(
        Locale.ROOT, "%s-%05d-%04d-%s", cloud, snapshot, star, lineOfSight.letter());
  }
}
