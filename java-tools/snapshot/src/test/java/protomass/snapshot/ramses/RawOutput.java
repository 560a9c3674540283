package protomass.snapshot.ramses;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import protomass.testing.SharedFolder;

/** The raw RAMSES output that stands beside the checkout, unpacked once per test run. */
public final class RawOutput {
  private static Path unpacked;

  private RawOutput() {}

  /** The folder {@code output_00010}, read-only by agreement; or skips the test. */
  public static synchronized Path folder() {
    if (unpacked == null) {
      Path archive = SharedFolder.data("ramses/raw_output_00010.tar.xz");
      try {
        unpacked = unpack(archive).resolve("output_00010");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return unpacked;
  }

  /** A copy of the folder that a test may change. */
  public static Path copy(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }

  private static Path unpack(Path archive) throws IOException {
    Path folder = Files.createTempDirectory("protomass-ramses");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    }
    return folder;
  }

  private static void remove(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException leftover) {
      System.err.println("cannot remove " + folder + ": " + leftover);
    }
  }
}
