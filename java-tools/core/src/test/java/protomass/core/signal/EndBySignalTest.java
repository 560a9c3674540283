package protomass.core.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.CannotWriteException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.FolderArtefact;

/** Processes of their own that are told to end while they write. */
class EndBySignalTest {
  @TempDir Path folder;

  /** Writes a folder until it vanishes, and then fails as a tool does. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      EndBySignal.exitAfter(() -> write(Path.of(arguments[0])));
    }

    private static int write(Path target) {
      try {
        AtomicOutput.folder(
            target,
            new FolderArtefact("test", "whole", record -> List.of("whole")),
            Main::writeForever);
        return 0;
      } catch (CannotWriteException failure) {
        return failure.exitCode();
      }
    }

    private static void writeForever(Path temporary) throws IOException {
      Files.writeString(temporary.resolve("part"), "half");
      System.out.println("writing");
      while (Files.exists(temporary.resolve("part"))) {
        Thread.onSpinWait();
      }
      throw new IOException("vanished");
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "USR2, 140"})
  void endsWithTheSignalAndLeavesNothingHalfWritten(String signal, int exitCode) throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(target.resolve("whole"), "old");
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            target.toString());
    builder.environment().put("_JAVA_SR_SIGNUM", "62");
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      assertEquals("writing", out.readLine());
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertEquals(exitCode, process.waitFor());
      assertEquals(List.of("protomass: ended by SIG" + signal), err.lines().toList());
    }
    assertEquals(List.of(target), entries(folder));
    assertEquals(List.of(target.resolve("whole")), entries(target));
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }
}
