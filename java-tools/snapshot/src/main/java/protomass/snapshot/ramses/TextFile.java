package protomass.snapshot.ramses;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import protomass.core.error.BadInputException;

/** Reads the small text files of an output. */
final class TextFile {
  /** A table of a million ranks or stars is smaller. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int LONGEST_QUOTE = 80;

  private TextFile() {}

  static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            file,
            "has %d bytes, too many for this file".formatted(Files.size(file)),
            "copy the file again");
      }
      byte[] bytes = Files.readAllBytes(file);
      return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException failure) {
      throw new BadInputException(
          file,
          "cannot be read (" + failure + ")",
          "copy the snapshot with all its files",
          failure);
    }
  }

  /** Text from a file that may be broken, fit for one line of a message. */
  static String quoted(String text) {
    String clean = text.replaceAll("[^ -~]", "?").strip();
    return clean.length() <= LONGEST_QUOTE ? clean : clean.substring(0, LONGEST_QUOTE) + "...";
  }
}
