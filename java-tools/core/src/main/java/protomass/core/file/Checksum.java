package protomass.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import protomass.core.error.BadInputException;

/** SHA-256 in lower-case hexadecimal. */
public final class Checksum {
  private static final int BUFFER_BYTES = 1 << 16;

  private Checksum() {}

  /** An empty SHA-256 digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * The checksum of a file's content.
   *
   * @throws BadInputException when the file cannot be read
   */
  public static String sha256(Path file) {
    OutputGuard.reading(file);
    MessageDigest digest = sha256();
    RegularFile.require(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException failure) {
      throw RegularFile.unreadable(file, failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
