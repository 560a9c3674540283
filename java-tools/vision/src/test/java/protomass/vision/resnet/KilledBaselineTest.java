package protomass.vision.resnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.command.CommandRunner;
import protomass.core.signal.EndBySignal;
import protomass.testing.OwnProcess;

/** A tool in a process of its own that is told to end in the middle of libtorch. */
class KilledBaselineTest {
  private static final int SIGTERM_EXIT_CODE = 143;

  @TempDir Path folder;

  /** Runs {@code baseline} as the root command does. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      EndBySignal.exitAfter(() -> CommandRunner.of(new BaselineCommand()).execute(arguments));
    }
  }

  // Without a handler some third of such processes ended in a crash while the machine was busy.
  @RepeatedTest(4)
  void endsWithTheSignalAndWithoutACrash() throws Exception {
    Path catalogue = SyntheticCatalogue.write(folder, 32, 32);
    Process process = start(catalogue);
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      assertTrue(err.lines().anyMatch(line -> line.startsWith("read ")), "maps are never read");
      // From here on it trains, for hours.
      TimeUnit.MILLISECONDS.sleep(1500);
      process.toHandle().destroy();
      String rest = String.join("\n", err.lines().toList());
      assertEquals(SIGTERM_EXIT_CODE, process.waitFor(), rest);
      assertTrue(rest.contains("protomass: ended by SIGTERM"), rest);
    } finally {
      process.destroyForcibly();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(
          List.of("catalogue.csv", "maps-0.fits", "maps-1.fits", "normalisation.json"), names);
    }
  }

  private Process start(Path catalogue) throws IOException {
    List<String> command =
        OwnProcess.command(
            Main.class,
            "--catalogue",
            catalogue.toString(),
            "--epochs",
            "10000",
            "--threads",
            "2",
            "--out",
            folder.resolve("killed").toString());
    // A report of a crash would be left where the process runs.
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }
}
