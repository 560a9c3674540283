package protomass.snapshot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import protomass.core.error.BadInputException;
import protomass.core.file.OutputGuard;
import protomass.core.file.RegularFile;

/** All snapshot formats that are installed. */
public final class SnapshotFormats {
  private SnapshotFormats() {}

  /**
   * Opens a snapshot with the reader that accepts it.
   *
   * @throws BadInputException when the path is absent, of no known format or of several, or broken
   */
  public static Snapshot open(Path path) {
    return open(path, installed());
  }

  /** The readers, in whatever order they are found. */
  static List<SnapshotReader> installed() {
    return ServiceLoader.load(SnapshotReader.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  static Snapshot open(Path path, Collection<SnapshotReader> readers) {
    if (!Files.exists(path)) {
      throw new BadInputException(path, "does not exist", "check the name");
    }
    if (!Files.isDirectory(path)) {
      RegularFile.require(path);
    }
    OutputGuard.readingAll(path);
    Candidate candidate = new Candidate(path);
    List<SnapshotReader> accepting =
        readers.stream().filter(reader -> reader.accepts(candidate)).toList();
    if (accepting.size() > 1) {
      throw new BadInputException(
          path,
          "may be in several snapshot formats (" + names(accepting) + ")",
          "give it the name of its own format, or name the file in the folder that is meant");
    }
    if (accepting.isEmpty()) {
      throw candidate.fault().orElseGet(() -> unknown(candidate, readers));
    }
    return accepting.getFirst().open(path);
  }

  private static BadInputException unknown(
      Candidate candidate, Collection<SnapshotReader> readers) {
    String found =
        candidate.isHdf5() ? ": its root group holds '%s'".formatted(candidate.root().shown()) : "";
    return new BadInputException(
        candidate.path(),
        "is in none of the known snapshot formats (" + names(readers) + ")" + found,
        "give a snapshot in one of them");
  }

  private static String names(Collection<SnapshotReader> readers) {
    return readers.stream().map(SnapshotReader::format).sorted().collect(Collectors.joining(", "));
  }
}
