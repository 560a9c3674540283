package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process of its own that is told to end. */
class EndedToolTest {
  private static final int SIGTERM_EXIT_CODE = 143;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  @Test
  void aToolThatIsToldToEndLeavesNothingHalfWritten() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Protomass.class.getName(),
                "flame",
                "--quiet",
                "--seed",
                "1",
                "--images",
                "100000",
                "--size",
                "32",
                "--points",
                "1000",
                "--out",
                folder.resolve("fractals.tar").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (entries().isEmpty()) {
        assertTrue(process.isAlive() && System.nanoTime() < deadline, "nothing is written");
        TimeUnit.MILLISECONDS.sleep(20);
      }
      process.toHandle().destroy();
      assertEquals(SIGTERM_EXIT_CODE, process.waitFor());
      assertEquals(List.of(), entries());
    } finally {
      process.destroyForcibly();
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }
}
