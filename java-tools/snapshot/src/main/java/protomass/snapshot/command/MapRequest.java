package protomass.snapshot.command;

import java.util.ArrayList;
import java.util.List;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.Box;
import protomass.snapshot.Snapshot;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.View;
import protomass.snapshot.quantity.Length;

/**
 * What the maps of a snapshot are to show.
 *
 * @param simulation the simulation's name
 * @param side of the region around a star
 * @param depth of the region along the line of sight; null for the side
 * @param pixels along a side of a map
 * @param axes of the box to look along
 * @param directions to look along besides
 * @param orientations random orientations per star
 * @param seed of the orientations
 */
record MapRequest(
    String simulation,
    Length side,
    Length depth,
    int pixels,
    List<LineOfSight> axes,
    List<Vector3> directions,
    int orientations,
    long seed) {

  /** A map to be made. */
  record Wanted(Star star, Box region, Sight sight, View view) {}

  /** How many maps a star gets. */
  int mapsPerStar() {
    return axes.size() + directions.size() + orientations;
  }

  /** The maps of some stars, by star and then line of sight. */
  List<Wanted> wanted(Snapshot snapshot, List<Star> stars) {
    List<Wanted> wanted = new ArrayList<>();
    for (Star star : stars) {
      Box region = snapshot.region(star, side);
      Sight.StarKey key =
          new Sight.StarKey(seed, simulation, snapshot.header().snapshot(), star.id());
      for (Sight sight : Sight.of(axes, directions, orientations, key)) {
        wanted.add(new Wanted(star, region, sight, view(region, sight)));
      }
    }
    return wanted;
  }

  private View view(Box region, Sight sight) {
    double extent = region.sides().x();
    double deep = depth == null ? extent : depth.centimetres();
    return new View(region.centre(), sight.axes(), extent, extent, deep, pixels, pixels);
  }
}
