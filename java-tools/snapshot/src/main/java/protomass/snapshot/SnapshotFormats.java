package protomass.snapshot;

import java.nio.file.Files;
import java.nio.file.Path;
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
   * Opens a snapshot with the first reader that recognises it.
   *
   * @throws BadInputException when the path is absent, of no known format, or broken
   */
  public static Snapshot open(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException(path, "does not exist", "check the name");
    }
    if (!Files.isDirectory(path)) {
      RegularFile.require(path);
    }
    OutputGuard.readingAll(path);
    List<SnapshotReader> readers =
        ServiceLoader.load(SnapshotReader.class).stream().map(ServiceLoader.Provider::get).toList();
    for (SnapshotReader reader : readers) {
      if (reader.recognises(path)) {
        return reader.open(path);
      }
    }
    throw new BadInputException(
        path,
        "is in none of the known snapshot formats ("
            + readers.stream().map(SnapshotReader::format).collect(Collectors.joining(", "))
            + ")",
        "give a snapshot in one of them");
  }
}
