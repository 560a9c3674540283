package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.ExitCodes;
import protomass.core.random.RandomStream;
import protomass.testing.SharedFolder;

/** However a file is damaged, it is refused as bad input or read: never an internal error. */
class DamagedFileFuzzTest {
  private static final Path DEMO =
      SharedFolder.repository().resolve("assets/demo").resolve("m2-00054.h5");
  private static final int TRUNCATIONS = 30;
  private static final int FLIPS = 60;

  @TempDir Path folder;

  @Test
  void truncatedAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(DEMO);
    for (int i = 0; i < TRUNCATIONS; i++) {
      int length = (int) ((long) whole.length * i / TRUNCATIONS);
      assertEquals(ExitCodes.BAD_INPUT, exitCode(Arrays.copyOf(whole, length), "cut at " + length));
    }
  }

  /** Three quarters of the flips hit the first 8 KiB and last 8 KiB, where the structure is. */
  @Test
  void aBitFlippedAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(DEMO);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      RandomStream random = RandomStream.of(11, "flip", i);
      int place = place(random, i, whole.length);
      int bit = random.nextInt(8);
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) (1 << bit);
      int exitCode = exitCode(damaged, "bit %d of byte %d".formatted(bit, place));
      refused += exitCode == ExitCodes.BAD_INPUT ? 1 : 0;
    }
    assertTrue(refused > FLIPS / 10, refused + " refused");
  }

  private static int place(RandomStream random, int i, int length) {
    return switch (i % 4) {
      case 0 -> random.nextInt(length);
      case 1 -> length - 1 - random.nextInt(8192);
      default -> random.nextInt(8192);
    };
  }

  private int exitCode(byte[] content, String damage) throws IOException {
    Path file = Files.write(folder.resolve("damaged.h5"), content);
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            file,
            "--quiet",
            "--out",
            folder.resolve("maps.fits"));
    // A flip in cell_cm makes a good file whose regions are not 0.5 pc: wrong usage, exit code 2.
    boolean otherCell = call.err().contains("the region size");
    boolean documented =
        call.exitCode() == ExitCodes.DONE
            || call.exitCode() == ExitCodes.BAD_INPUT
            || (call.exitCode() == ExitCodes.USAGE && otherCell);
    assertTrue(documented, () -> damage + ": " + call);
    assertTrue(call.err().lines().count() <= 1, () -> damage + ": " + call);
    return call.exitCode();
  }
}
