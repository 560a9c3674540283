package protomass.snapshot.particles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;
import protomass.core.file.OutputGuard;
import protomass.snapshot.sidecar.Sidecars;

/**
 * Names of the files of a snapshot: {@code snapshot_007.hdf5}, or {@code snapshot_007.0.hdf5} and
 * so on, usually in a folder {@code snapdir_007} (GADGET-4 documentation, "Snapshot file format").
 */
final class ParticleFiles {
  private static final Pattern PART = Pattern.compile("(.+)\\.(\\d{1,6})\\.(hdf5|h5)");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})$");

  private ParticleFiles() {}

  /** The first file of the snapshot that a path names: itself, or the one in a folder. */
  static Optional<Path> first(Path path) {
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(ParticleFiles::isFirstPart).toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * All files of a snapshot.
   *
   * @param first any of them
   * @param count how many there are
   * @throws BadInputException when one is absent
   */
  static List<Path> all(Path first, int count) {
    Matcher matcher = PART.matcher(first.getFileName().toString());
    if (count == 1) {
      return List.of(first);
    }
    if (!matcher.matches()) {
      throw new BadInputException(
          first,
          "is one of %d files, but is not named such as snapshot_007.0.hdf5".formatted(count),
          "give its files their names back");
    }
    List<Path> files = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      Path file =
          first.resolveSibling("%s.%d.%s".formatted(matcher.group(1), part, matcher.group(3)));
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            file,
            "does not exist, though the snapshot has %d files".formatted(count),
            "copy the snapshot with all its files");
      }
      OutputGuard.reading(file);
      files.add(file);
    }
    return List.copyOf(files);
  }

  /** The snapshot's number, from its name; 0 without one. */
  static long number(Path first) {
    String name = first.getFileName().toString();
    Matcher part = PART.matcher(name);
    String stem = part.matches() ? part.group(1) : name.replaceFirst("\\.(hdf5|h5)$", "");
    return Sidecars.number(stem, NUMBER);
  }

  /** The folder or file that stands for the whole snapshot in the folder of its run. */
  static Path whole(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    boolean inside =
        Files.isRegularFile(path)
            && parent != null
            && String.valueOf(parent.getFileName()).startsWith("snapdir");
    return inside ? parent : path;
  }

  private static boolean isFirstPart(Path file) {
    Matcher matcher = PART.matcher(file.getFileName().toString());
    return matcher.matches() && matcher.group(2).equals("0") && Files.isRegularFile(file);
  }
}
