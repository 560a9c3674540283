package protomass.core.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.BadInputException;

/**
 * The checksum that a document carries of itself: SHA-256 of all its bytes, the checksum's own 64
 * digits taken as zeros. It stands under {@link #KEY}; key and value each have a word of their own,
 * so that a document whose checksum is damaged is not taken for one that never had any.
 */
public final class Seal {
  /** The JSON key. */
  public static final String KEY = "protomass_checksum";

  private static final String WORD = "sha256-zeroed:";
  private static final int DIGITS = 64;
  private static final byte[] ZEROS = "0".repeat(DIGITS).getBytes(StandardCharsets.US_ASCII);

  /** The value before the checksum is known. */
  public static final String BLANK = WORD + "0".repeat(DIGITS);

  private static final Pattern WHOLE =
      Pattern.compile("\"%s\"\\s*:\\s*\"%s([0-9a-f]{%d})\"".formatted(KEY, WORD, DIGITS));

  private static final String MEND = "copy it again, or make it again";

  /** Files of which it was said that they carry none. */
  private static final Set<Path> UNSEALED = ConcurrentHashMap.newKeySet();

  private final int place;
  private final String stated;

  private Seal(int place, String stated) {
    this.place = place;
    this.stated = stated;
  }

  /**
   * The seal in a text.
   *
   * @param file for messages
   * @param text all of the document, or of its head, that may hold the seal
   * @return null when there is none
   * @throws BadInputException when what there is of it is damaged
   */
  public static Seal find(Path file, byte[] text) {
    String characters = new String(text, StandardCharsets.ISO_8859_1);
    Matcher matcher = WHOLE.matcher(characters);
    if (!matcher.find()) {
      if (characters.contains(KEY) || characters.contains(WORD)) {
        throw new BadInputException(file, "is damaged: its checksum cannot be read", MEND);
      }
      return null;
    }
    Seal seal = new Seal(matcher.start(1), matcher.group(1));
    if (matcher.find()) {
      throw new BadInputException(file, "is damaged: it has two checksums", MEND);
    }
    return seal;
  }

  /**
   * Checks a document that is in memory.
   *
   * @return whether it is sealed
   * @throws BadInputException when it is damaged
   */
  public static boolean check(Path file, byte[] document) {
    Seal seal = find(file, document);
    if (seal == null) {
      return false;
    }
    seal.require(file, seal.sum(document));
    return true;
  }

  /** Writes the checksum into a document that has {@link #BLANK} in its place. */
  public static void fill(byte[] document) {
    Seal blank = find(Path.of("document"), document);
    if (blank == null) {
      throw new IllegalArgumentException("the document has no place for its checksum");
    }
    byte[] digits = blank.sum(document).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, document, blank.place, DIGITS);
  }

  /** Where the first of the digits stands, from the beginning of the text. */
  public int place() {
    return place;
  }

  /**
   * Takes bytes into a sum, the seal's digits as zeros.
   *
   * @param first the place of the bytes in the text in which the seal was found
   */
  public void update(MessageDigest digest, ByteBuffer bytes, long first) {
    long before = Math.clamp(place - first, 0, bytes.remaining());
    long after = Math.clamp(place + DIGITS - first, 0, bytes.remaining());
    digest.update(bytes.slice(bytes.position(), (int) before));
    digest.update(ZEROS, 0, (int) (after - before));
    digest.update(bytes.slice(bytes.position() + (int) after, bytes.remaining() - (int) after));
    bytes.position(bytes.limit());
  }

  /**
   * Compares.
   *
   * @param actual in hexadecimal
   * @throws BadInputException when the document states another sum
   */
  public void require(Path file, String actual) {
    if (!actual.equals(stated)) {
      throw new BadInputException(
          file,
          "is damaged, or was changed after it was written (its checksum is %s, it states %s)"
              .formatted(actual, stated),
          MEND);
    }
  }

  /** Says, once for each file, that damage to it cannot be seen. */
  public static void noteUnsealed(Path file) {
    if (UNSEALED.add(file.toAbsolutePath().normalize())) {
      System.err.println(
          "note: %s states no checksum (another program or an earlier version wrote it);"
                  .formatted(file)
              + " damage to it would not be noticed");
    }
  }

  private String sum(byte[] document) {
    MessageDigest digest = Checksum.sha256();
    update(digest, ByteBuffer.wrap(document), 0);
    return HexFormat.of().formatHex(digest.digest());
  }
}
