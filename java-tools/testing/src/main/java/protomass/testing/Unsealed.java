package protomass.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Artefacts without their checksums, so that what a test changes in them is read. */
public final class Unsealed {
  private Unsealed() {}

  /** The text of a JSON artefact without its checksum and those of files beside it. */
  public static String json(String text) {
    return text.replaceFirst("(?s),\\s*\"protomass_(files|checksum)\".*", "\n}\n");
  }

  /** Takes them out of a file. */
  public static void json(Path file) throws IOException {
    Files.writeString(file, json(Files.readString(file)));
  }

  /** A FITS file whose keywords are those of a program that knows no checksums. */
  public static byte[] fits(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1)
        .replace("CHECKSUM= ", "COMMENT   ")
        .replace("DATASUM = ", "COMMENT   ")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
