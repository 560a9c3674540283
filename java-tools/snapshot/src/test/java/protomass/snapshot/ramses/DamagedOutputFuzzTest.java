package protomass.snapshot.ramses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.ExitCodes;
import protomass.core.random.RandomStream;
import protomass.snapshot.command.CommandCall;
import protomass.snapshot.command.ProjectCommand;

/**
 * A thousand damaged outputs: each is read, or refused by one line; never an internal error, a
 * hang, or an allocation that the test's heap could not hold beside the budget.
 */
class DamagedOutputFuzzTest {
  private static final int MUTATIONS = 1000;

  /** Numbers that counts and sizes of a broken header may show. */
  private static final int[] ABSURD = {
    -1, 0, 2, 7, 1 << 20, 1 << 28, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7ffffff8
  };

  @TempDir Path temporary;
  private Path good;

  @BeforeEach
  void writeGoodOutput() throws IOException {
    good = temporary.resolve("run/output_00007");
    new SyntheticOutput(3, 5, 2, true, SyntheticOutput.balls(0.2, 0.3, 0.5, 0.1)).write(good);
  }

  @Test
  void theOutputItselfIsGood() {
    CommandCall call = project(good);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
  }

  @Test
  void aThousandDamagedOutputs() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(good)) {
      files = listed.sorted().toList();
    }
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      RandomStream random = RandomStream.of(5, "damage", i);
      Path file = files.get(i % files.size());
      byte[] whole = Files.readAllBytes(file);
      String damage = "%d: %s".formatted(i, file.getFileName());
      Files.write(file, damaged(whole, random));
      CommandCall call =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> project(good), damage);
      Files.write(file, whole);
      boolean documented =
          call.exitCode() == ExitCodes.DONE
              || call.exitCode() == ExitCodes.BAD_INPUT
              // A flip in a length's exponent makes a box that is smaller than the region.
              || (call.exitCode() == ExitCodes.USAGE
                  && call.err().contains("than the periodic box"));
      assertTrue(documented, () -> damage + ": " + call);
      boolean one = call.err().strip().lines().count() <= 1;
      assertTrue(one || call.exitCode() == ExitCodes.DONE, () -> damage + ": " + call);
      refused += call.exitCode() == ExitCodes.BAD_INPUT ? 1 : 0;
    }
    assertTrue(refused > MUTATIONS / 2, refused + " refused");
  }

  private static byte[] damaged(byte[] whole, RandomStream random) {
    boolean text =
        whole.length < 5000 && new String(whole, StandardCharsets.US_ASCII).indexOf('#') >= 0;
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1 -> flipped(whole, random, random.nextInt(whole.length));
      case 2 -> flipped(whole, random, random.nextInt(Math.min(800, whole.length)));
      case 3 -> text ? digits(whole, random) : absurd(whole, random, Math.min(800, whole.length));
      default -> text ? digits(whole, random) : absurd(whole, random, whole.length);
    };
  }

  private static byte[] flipped(byte[] whole, RandomStream random, int place) {
    byte[] copy = whole.clone();
    copy[place] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  /** Sets an aligned whole number to an absurd one. */
  private static byte[] absurd(byte[] whole, RandomStream random, int within) {
    byte[] copy = whole.clone();
    ByteBuffer numbers = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putInt(random.nextInt(within / 4) * 4, ABSURD[random.nextInt(ABSURD.length)]);
    return copy;
  }

  /** Replaces one digit of a text by several. */
  private static byte[] digits(byte[] whole, RandomStream random) {
    String text = new String(whole, StandardCharsets.US_ASCII);
    int place = random.nextInt(text.length());
    while (place < text.length() - 1 && !Character.isDigit(text.charAt(place))) {
      place++;
    }
    String others = List.of("9999999999", "-", "1e400", "NaN", "").get(random.nextInt(5));
    return (text.substring(0, place) + others + text.substring(place + 1))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private CommandCall project(Path output) {
    return CommandCall.of(
        new ProjectCommand(),
        "--snapshot",
        output,
        "--map-size",
        8,
        "--axes",
        "x",
        "--memory",
        "64MiB",
        "--threads",
        2,
        "--quiet",
        "--out",
        temporary.resolve("maps.fits"));
  }
}
