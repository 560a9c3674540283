package protomass.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import protomass.core.error.BadInputException;

/** Files that are read whole. */
public final class RegularFile {
  /** No document of ours comes near it; what does would not fit into memory. */
  private static final long MOST_BYTES = 1L << 30;

  private RegularFile() {}

  /**
   * The content of a file; pipes and devices, which may never end, are refused.
   *
   * @throws BadInputException when it is absent, no regular file, too large or cannot be read
   */
  public static byte[] bytes(Path file) {
    require(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            file,
            "has %d bytes, more than %d".formatted(Files.size(file), MOST_BYTES),
            "check that it is the right file");
      }
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /**
   * Refuses pipes, devices and folders; what does not exist is left to whoever opens it.
   *
   * @throws BadInputException when the path is something else than a file
   */
  public static void require(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new BadInputException(
          file,
          "cannot be read (it is %s, no file)"
              .formatted(Files.isDirectory(file) ? "a folder" : "a pipe or a device"),
          "give a file");
    }
  }

  /** That reading failed. */
  public static BadInputException unreadable(Path file, IOException failure) {
    return new BadInputException(
        file, "cannot be read (" + failure + ")", "check that it exists and is readable", failure);
  }
}
