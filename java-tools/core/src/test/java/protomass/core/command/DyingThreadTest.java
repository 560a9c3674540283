package protomass.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.ExitCodes;
import protomass.core.file.AtomicOutput;
import protomass.core.file.FolderArtefact;
import protomass.core.signal.EndBySignal;

/** A process one of whose threads runs out of memory while another waits for it for ever. */
class DyingThreadTest {
  @TempDir Path folder;

  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      CommandRunner.endWhenAThreadDies();
      EndBySignal.exitAfter(
          () -> {
            AtomicOutput.folder(
                Path.of(arguments[0]),
                new FolderArtefact("test", "whole", record -> List.of("whole")),
                temporary -> waitFor(new Thread(Main::eat)));
            return 0;
          });
    }

    private static void waitFor(Thread thread) {
      CountDownLatch done = new CountDownLatch(1);
      thread.start();
      try {
        done.await();
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }

    private static void eat() {
      List<long[]> all = new ArrayList<>();
      while (all.size() < 1 << 20) {
        all.add(new long[1 << 17]);
      }
    }
  }

  @Test
  void endsWithOneLineAndLeavesNothing() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Files.writeString(Files.createDirectory(scratch.resolve("djl")).resolve("libtorch.so"), "");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-Dprotomass.scratch=" + scratch,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it hangs");
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ExitCodes.OUT_OF_MEMORY, process.exitValue(), out);
      assertTrue(out.startsWith("protomass: out of memory: the Java heap of 64 MiB"), out);
      assertEquals(1, out.lines().count(), out);
      assertFalse(Files.exists(scratch));
      try (var left = Files.list(folder)) {
        assertEquals(List.of(), left.toList());
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
