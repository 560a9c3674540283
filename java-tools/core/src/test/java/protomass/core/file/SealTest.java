package protomass.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;

class SealTest {
  @TempDir Path folder;

  /** The rule of docs/output.md by other means: digits to zeros, then SHA-256 of all bytes. */
  private static void assertSealed(Path file) throws Exception {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int place = text.indexOf("sha256-zeroed:") + "sha256-zeroed:".length();
    String stated = text.substring(place, place + 64);
    String zeroed = text.substring(0, place) + "0".repeat(64) + text.substring(place + 64);
    byte[] sum =
        MessageDigest.getInstance("SHA-256").digest(zeroed.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(HexFormat.of().formatHex(sum), stated);
  }

  private Path json() {
    Path file = folder.resolve("a.json");
    Json.write(file, Map.of("a", 1, "é", "\"quoted\""), Map.of("t.csv", "ab"));
    return file;
  }

  private Path tensors() {
    Path file = folder.resolve("a.safetensors");
    SafetensorsWriter.write(
        file,
        Map.of("format", "test"),
        List.of(Tensor.of("x", new float[1000], 1000), Tensor.of("y", new double[] {3}, 1)));
    return file;
  }

  @Test
  void coversTheWholeFile() throws Exception {
    assertSealed(json());
    assertSealed(tensors());
  }

  /**
   * A bit of each of the first thousand bytes, and of some behind; the checksum's own and its key's
   * too.
   */
  @Test
  void aFlippedBitIsSeenInEveryByte() throws Exception {
    requireEveryFlipSeen(json(), file -> Json.read(file, Map.class));
    requireEveryFlipSeen(tensors(), file -> SafetensorsFile.open(file).close());
  }

  private interface Reader {
    void read(Path file);
  }

  private static void requireEveryFlipSeen(Path file, Reader reader) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    reader.read(file);
    int step = Math.max(1, whole.length / 1000);
    for (int place = 0; place < whole.length; place += place < 1000 ? 1 : step) {
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) (1 << place % 8);
      Files.write(file, damaged);
      assertThrows(BadInputException.class, () -> reader.read(file), "byte " + place);
    }
  }

  @Test
  void isNoPartOfTheValue() {
    assertEquals(Map.of("a", 1, "é", "\"quoted\""), Json.read(json(), Map.class));
    try (SafetensorsFile file = SafetensorsFile.open(tensors())) {
      assertEquals(Map.of("format", "test"), file.metadata());
    }
  }

  @Test
  void documentsOfOtherProgramsAreRead() throws Exception {
    Path file = folder.resolve("foreign.json");
    Files.writeString(file, "{\"a\": 1, \"checksum\": \"sha256:00\"}");
    assertEquals(1, Json.read(file, Map.class).get("a"));
    assertFalse(Seal.check(file, Files.readAllBytes(file)));
  }

  @Test
  void aFileBesideIsComparedWithWhatTheDocumentStates() throws Exception {
    Path document = folder.resolve("d.json");
    byte[] table = "a,b\n".getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("t.csv");
    Json.write(document, Map.of("a", 1), Map.of("t.csv", Checksum.sha256(table)));
    Json.requireBeside(document, file, table);
    BadInputException failure =
        assertThrows(
            BadInputException.class,
            () -> Json.requireBeside(document, file, "a,c\n".getBytes(StandardCharsets.UTF_8)));
    assertTrue(failure.getMessage().startsWith(file + ": is damaged"), failure.getMessage());
    // Nothing is stated of other names.
    Json.requireBeside(document, folder.resolve("u.csv"), table);
  }

  @Test
  void aPipeIsRefused() throws Exception {
    Path pipe = folder.resolve("pipe.json");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertThrows(BadInputException.class, () -> Json.read(pipe, Map.class));
    assertThrows(BadInputException.class, () -> SafetensorsFile.open(pipe));
    assertThrows(BadInputException.class, () -> Checksum.sha256(pipe));
  }
}
