package protomass.snapshot.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.BadInputException;
import protomass.core.random.RandomStream;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;

/**
 * A thousand damaged snapshots per format: each is read, or refused by one line; never another
 * failure, a hang, or more memory than a reader may take.
 */
class DamagedSampleFuzzTest {
  private static final int MUTATIONS = 1000;

  /** Blocks of cells, a brick of values and an array of the file, many times over. */
  private static final long MOST_BYTES = 512L << 20;

  /** Structure lies at the beginning of these small files; numbers make up the rest. */
  private static final int STRUCTURE = 16_384;

  private static final long[] ABSURD = {
    -1, 0, 1, 3, 255, 1 << 20, 1 << 28, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, 1L << 62
  };

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "athena/cloud.out2.00012.athdf, cloud.out2.00012.athdf, 200",
    "flash/cloud_hdf5_chk_0007, cloud_hdf5_chk_0007, 200",
    "cube/cube.h5, cube.h5, 200",
    "fits/cube_0042.fits, cube_0042.fits, 200",
    "gizmo/snapshot_150.hdf5, snapshot_150.hdf5, 200",
    "arepo/snapdir_008, snapdir_008/snapshot_008.1.hdf5, 200"
  })
  void damaged(String name, String damagedFile, int leastRefused) throws IOException {
    Path snapshot = new Sample(name).copyTo(folder);
    Path file = folder.resolve(damagedFile);
    byte[] whole = Files.readAllBytes(file);
    assertEquals("", refusal(snapshot, "undamaged"));
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      RandomStream random = RandomStream.of(23, "damage " + name, i);
      Files.write(file, mutated(whole, random));
      String damage = "%s, damage %d".formatted(name, i);
      String line =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> refusal(snapshot, damage), damage);
      refused += line.isEmpty() ? 0 : 1;
    }
    int found = refused;
    assertTrue(refused >= leastRefused, () -> found + " refused");
  }

  /** The line by which a snapshot is refused; empty when it is read. */
  private static String refusal(Path path, String damage) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String line = "";
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      snapshot.cells(List.of(snapshot.space().box()), 1, block -> {});
    } catch (BadInputException refused) {
      line = refused.getMessage();
      assertTrue(line.length() < 1000 && line.lines().count() == 1, damage + ": " + line);
    } catch (RuntimeException | Error failure) {
      throw new AssertionError(damage, failure);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < MOST_BYTES, () -> "%s took %d MiB".formatted(damage, bytes >> 20));
    return line;
  }

  private static byte[] mutated(byte[] whole, RandomStream random) {
    int structure = Math.min(STRUCTURE, whole.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1 -> flipped(whole, random, random.nextInt(whole.length));
      case 2 -> flipped(whole, random, random.nextInt(structure));
      case 3 -> absurd(whole, random, structure);
      case 4 -> digit(whole, random, structure);
      default -> erased(whole, random, structure);
    };
  }

  private static byte[] flipped(byte[] whole, RandomStream random, int place) {
    byte[] damaged = whole.clone();
    damaged[place] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  /** Writes a number that no count, size or address has. */
  private static byte[] absurd(byte[] whole, RandomStream random, int end) {
    ByteBuffer damaged = ByteBuffer.wrap(whole.clone());
    damaged.order(random.nextInt(2) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long number = ABSURD[random.nextInt(ABSURD.length)];
    int place = 4 * random.nextInt(end / 4 - 2);
    if (random.nextInt(2) == 0) {
      damaged.putInt(place, (int) number);
    } else {
      damaged.putLong(place, number);
    }
    return damaged.array();
  }

  /** Changes a digit of what is text, or of what happens to look so. */
  private static byte[] digit(byte[] whole, RandomStream random, int end) {
    byte[] damaged = whole.clone();
    int place = random.nextInt(end);
    for (int i = 0; i < end; i++, place = (place + 1) % end) {
      if (damaged[place] >= '0' && damaged[place] <= '9') {
        damaged[place] = (byte) "0123456789-.E x".charAt(random.nextInt(15));
        return damaged;
      }
    }
    return damaged;
  }

  private static byte[] erased(byte[] whole, RandomStream random, int end) {
    byte[] damaged = whole.clone();
    int from = random.nextInt(end);
    int to = Math.min(whole.length, from + 1 + random.nextInt(64));
    Arrays.fill(damaged, from, to, (byte) (random.nextInt(2) == 0 ? 0 : 0xff));
    return damaged;
  }
}
