package protomass.inference.split;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import protomass.core.maps.MapRow;

/**
 * Stars that may not be parted because their regions share gas in some snapshot, by union and find.
 * A star that links two others counts even where it has no map of its own: the gas around it may be
 * seen in the maps of both.
 */
final class StarGroups {
  private record Star(String cloud, long number) {}

  private final Map<Star, Star> parents = new HashMap<>();
  private final Map<Star, Long> smallestMappedStar = new HashMap<>();

  private StarGroups() {}

  static StarGroups of(List<MapRow> rows) {
    StarGroups groups = new StarGroups();
    for (MapRow row : rows) {
      Star star = new Star(row.cloud(), row.star());
      groups.root(star);
      for (long other : row.overlappingStars()) {
        groups.unite(star, new Star(row.cloud(), other));
      }
    }
    for (MapRow row : rows) {
      Star root = groups.root(new Star(row.cloud(), row.star()));
      groups.smallestMappedStar.merge(root, row.star(), Math::min);
    }
    return groups;
  }

  /** The group's name: the cloud and the smallest number among its stars that have maps. */
  String nameOf(MapRow row) {
    long smallest = smallestMappedStar.get(root(new Star(row.cloud(), row.star())));
    return String.format(Locale.ROOT, "%s-%04d", row.cloud(), smallest);
  }

  private void unite(Star one, Star other) {
    parents.put(root(one), root(other));
  }

  private Star root(Star star) {
    Star root = star;
    for (Star parent = parents.putIfAbsent(root, root);
        parent != null && !parent.equals(root);
        parent = parents.get(root)) {
      root = parent;
    }
    // Path compression: chains of companions over many snapshots would make look-ups long.
    for (Star step = star; !step.equals(root); ) {
      step = parents.put(step, root);
    }
    return root;
  }
}
