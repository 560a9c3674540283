package protomass.snapshot.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.file.OutputGuard;
import protomass.core.maps.SimulationName;

/**
 * Finds sidecar files, which stand beside a snapshot: in a snapshot's own folder, next to it as it
 * was named, or next to the file that a link leads to.
 */
public final class Sidecars {
  /** Nextflow's task folders are named so: no name of a simulation. */
  private static final String TASK_FOLDER = "[0-9a-f]{30}";

  private static final long MOST_HASHED_BYTES = 4L << 30;

  private static final String EXTENSION = "(?i)\\.(athdf|fits|fit|h5|hdf5)$";

  private Sidecars() {}

  /** The file of that name beside a snapshot. */
  public static Optional<Path> find(Path snapshot, String name) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path path : new Path[] {snapshot.toAbsolutePath(), real(snapshot)}) {
      if (Files.isDirectory(path)) {
        folders.add(path);
      }
      if (path.getParent() != null) {
        folders.add(path.getParent());
      }
    }
    Optional<Path> found =
        folders.stream()
            .map(folder -> folder.resolve(name))
            .filter(Files::isRegularFile)
            .findFirst();
    found.ifPresent(OutputGuard::reading);
    return found;
  }

  /**
   * The files that tell which snapshot this is, in a fixed order.
   *
   * @param data the snapshot's own file; left out when it is so large that its checksum takes long
   * @param others what stands beside it
   */
  public static List<Path> identifying(Path data, List<Optional<Path>> others) {
    List<Path> files = new ArrayList<>();
    try {
      if (Files.size(data) <= MOST_HASHED_BYTES) {
        files.add(data);
      }
    } catch (IOException unreadable) {
      // Reading will say so.
    }
    others.forEach(other -> other.ifPresent(files::add));
    return List.copyOf(files);
  }

  /** The snapshot's name without its extension. */
  public static String stem(Path snapshot) {
    return String.valueOf(snapshot.toAbsolutePath().normalize().getFileName())
        .replaceFirst(EXTENSION, "");
  }

  /** The number that a pattern's group finds in a snapshot's name; 0 without one. */
  public static long number(String name, Pattern pattern) {
    Matcher matcher = pattern.matcher(name);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** The name of the folder that holds a run's snapshots; empty when it is no name for a run. */
  public static String runName(Path snapshot) {
    Path parent = real(snapshot).getParent();
    String name = parent == null ? "" : String.valueOf(parent.getFileName());
    return SimulationName.isValid(name) && !name.matches(TASK_FOLDER) ? name : "";
  }

  private static Path real(Path snapshot) {
    try {
      return snapshot.toRealPath();
    } catch (IOException unreadable) {
      return snapshot.toAbsolutePath().normalize();
    }
  }
}
