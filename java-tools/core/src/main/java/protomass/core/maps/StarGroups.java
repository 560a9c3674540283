package protomass.core.maps;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stars that may not be separated because their regions share gas in some snapshot, by union and
 * find. A star that links two others counts even where it has no map of its own: the gas around it
 * may be seen in the maps of both.
 */
public final class StarGroups {
  private record Star(String cloud, long number) {}

  private final Map<Star, Star> parents = new HashMap<>();
  private final Map<Star, Long> smallestMappedStar = new HashMap<>();

  /** Those of the maps of a catalogue. */
  public static StarGroups of(List<MapRow> rows) {
    StarGroups groups = new StarGroups();
    rows.forEach(row -> groups.add(row.cloud(), row.star(), row.overlappingStars()));
    return groups;
  }

  /**
   * Adds a star that is seen in a snapshot.
   *
   * @param overlapping numbers of the stars there whose regions share gas with its own
   */
  public void add(String cloud, long star, Collection<Long> overlapping) {
    Star mapped = new Star(cloud, star);
    Star root = root(mapped);
    smallestMappedStar.merge(root, star, Math::min);
    overlapping.forEach(other -> unite(mapped, new Star(cloud, other)));
  }

  /** How many groups there are of stars that are seen. */
  public int count() {
    return smallestMappedStar.size();
  }

  /** The group's name: the cloud and the smallest number among its stars that have maps. */
  public String nameOf(MapRow row) {
    long smallest = smallestMappedStar.get(root(new Star(row.cloud(), row.star())));
    return String.format(Locale.ROOT, "%s-%04d", row.cloud(), smallest);
  }

  private void unite(Star one, Star other) {
    Star from = root(one);
    Star to = root(other);
    if (!from.equals(to)) {
      parents.put(from, to);
      Long smallest = smallestMappedStar.remove(from);
      if (smallest != null) {
        smallestMappedStar.merge(to, smallest, Math::min);
      }
    }
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
