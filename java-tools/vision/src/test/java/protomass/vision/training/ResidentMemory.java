package protomass.vision.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of this process that lies in the machine's. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int BYTES_PER_KIBIBYTE = 1024;

  private ResidentMemory() {}

  /**
   * Resident bytes after a garbage collection, which also frees the buffers behind tensors made
   * from arrays; nothing where the system does not tell.
   */
  static OptionalLong bytes() throws IOException {
    System.gc();
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIBIBYTE)
          .findFirst();
    }
  }
}
