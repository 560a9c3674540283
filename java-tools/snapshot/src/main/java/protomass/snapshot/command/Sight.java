package protomass.snapshot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedCollection;
import protomass.core.maps.LineOfSight;
import protomass.core.random.RandomStream;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.ImageAxes;

/** One line of sight of a star. */
record Sight(LineOfSight name, ImageAxes axes) {
  /**
   * The lines of sight of one star.
   *
   * @param axes of the box
   * @param directions that the user gave
   * @param orientations how many random ones
   * @param star what random orientations depend on: seed, simulation, snapshot and star
   */
  static List<Sight> of(
      SequencedCollection<LineOfSight> axes,
      List<Vector3> directions,
      int orientations,
      StarKey star) {
    List<Sight> sights = new ArrayList<>();
    axes.forEach(axis -> sights.add(new Sight(axis, ImageAxes.of(axis))));
    for (int i = 1; i <= directions.size(); i++) {
      sights.add(new Sight(LineOfSight.direction(i), ImageAxes.looking(directions.get(i - 1))));
    }
    for (int i = 1; i <= orientations; i++) {
      RandomStream random =
          RandomStream.of(
              star.seed(),
              "snapshot.orientation." + star.simulation(),
              star.snapshot(),
              star.star(),
              i);
      sights.add(new Sight(LineOfSight.orientation(i), ImageAxes.random(random)));
    }
    return sights;
  }

  /** What the random orientations of a star are a function of. */
  record StarKey(long seed, String simulation, long snapshot, long star) {}
}
