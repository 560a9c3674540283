package protomass.snapshot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.snapshot.NothingToMapException;
import protomass.snapshot.SharedGas;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Star;
import protomass.snapshot.StarRegions;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.quantity.Mass;

/**
 * What a snapshot says of itself, as far as maps depend on it.
 *
 * @param path the snapshot
 * @param simulation the name under which its maps are kept
 * @param number the snapshot's within its simulation
 * @param heaviestMsun mass of its heaviest star [Msun], 0 without stars
 * @param neighbours of each star that is heavy enough, the others whose regions share its gas
 */
record SnapshotOutline(
    Path path,
    String simulation,
    long number,
    double heaviestMsun,
    Map<Long, TreeSet<Long>> neighbours) {
  SnapshotOutline {
    neighbours = Collections.unmodifiableMap(neighbours);
  }

  /**
   * @param simulation what to call its simulation, or null for what it or its folder says
   * @throws protomass.core.error.ProtomassException when it is none, is broken, has no name or has
   *     no regions of that size
   */
  static SnapshotOutline read(Path path, String simulation, Length regionSize, Mass minimumMass) {
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      List<Star> heavy =
          snapshot.stars().stream()
              .filter(star -> star.massMsun() >= minimumMass.solarMasses())
              .toList();
      return new SnapshotOutline(
          path,
          simulation == null ? nameOf(path, snapshot) : simulation,
          snapshot.header().snapshot(),
          snapshot.stars().stream().mapToDouble(Star::massMsun).max().orElse(0),
          neighbours(snapshot, heavy, regionSize));
    } catch (NothingToMapException starless) {
      return new SnapshotOutline(path, simulation == null ? "" : simulation, 0, 0, Map.of());
    }
  }

  /** As the pipeline names it: a folder is an output of the simulation that the folder above is. */
  private static String nameOf(Path path, Snapshot snapshot) {
    String name = snapshot.header().simulation();
    if (Files.isDirectory(path)) {
      try {
        Path above = path.toRealPath().getParent().getFileName();
        name = above == null ? name : above.toString().replaceAll("[^A-Za-z0-9_.+]", "_");
      } catch (IOException gone) {
        throw new BadInputException(path, "cannot be found again", "check the name", gone);
      }
    }
    if (name.isEmpty()) {
      throw new BadInputException(
          path, "does not tell the simulation's name", "give --simulation NAME");
    }
    return name;
  }

  private static Map<Long, TreeSet<Long>> neighbours(
      Snapshot snapshot, List<Star> stars, Length regionSize) {
    Map<Long, TreeSet<Long>> neighbours = new TreeMap<>();
    stars.forEach(star -> neighbours.put(star.id(), new TreeSet<>()));
    try {
      StarRegions.requireTold(snapshot, "the region size", regionSize);
      stars.forEach(star -> snapshot.region(star, regionSize));
      for (SharedGas pair : snapshot.sharedGas(stars, regionSize)) {
        neighbours.get(pair.first()).add(pair.second());
        neighbours.get(pair.second()).add(pair.first());
      }
    } catch (UsageException misfit) {
      throw misfit.of(snapshot.path());
    }
    return neighbours;
  }
}
