package protomass.flame.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.command.CommandRunner;
import protomass.flame.shard.FractalShard;
import protomass.testing.OwnProcess;

/** Several processes that render to one place. */
class TwoWritersTest {
  @TempDir Path folder;

  /** Runs {@code flame} in a process of its own. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.exit(CommandRunner.of(new FlameCommand()).execute(arguments));
    }
  }

  private Process flame(int seed, int images) throws IOException {
    List<String> command =
        new ArrayList<>(
            OwnProcess.command(
                Main.class,
                "--quiet",
                "--threads",
                "1",
                "--size",
                "64",
                "--points",
                "400000",
                "--seed",
                "" + seed,
                "--images",
                "" + images,
                "--out",
                folder.resolve("fractals.tar").toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void waitForTemporary(Process process) throws Exception {
    while (process.isAlive() && names().stream().noneMatch(name -> name.contains(".tmp-"))) {
      Thread.sleep(20);
    }
    assertTrue(process.isAlive(), "it ended before it wrote");
  }

  @Test
  void theSecondIsRefusedAndTheFirstKeepsItsManifest() throws Exception {
    Process first = flame(1, 400);
    waitForTemporary(first);
    Process second = flame(2, 3);
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(73, second.waitFor(), said);
    assertTrue(said.contains("is being written by another process"), said);
    assertTrue(said.contains("process " + first.pid()), said);
    assertEquals(0, first.waitFor());
    FractalShard shard = FractalShard.open(folder.resolve("fractals.tar"));
    shard.verify();
    assertEquals(1, shard.seed());
    assertEquals(List.of("fractals.manifest.json", "fractals.tar"), names());
  }

  @Test
  void whatAKilledOneLeftGoesWithTheNext() throws Exception {
    Process killed = flame(1, 400);
    waitForTemporary(killed);
    killed.destroyForcibly().waitFor();
    // Half-written by another output, whose owner may live.
    Files.writeString(folder.resolve(".other.tar.tmp-1"), "half");
    Files.writeString(folder.resolve(".fractals.tar.tmp-backup"), "mine");
    assertTrue(names().contains(".fractals.tar.tmp-" + killed.pid()));
    Process next = flame(2, 3);
    String said = new String(next.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, next.waitFor(), said);
    assertEquals(
        List.of(
            ".fractals.tar.tmp-backup",
            ".other.tar.tmp-1",
            "fractals.manifest.json",
            "fractals.tar"),
        names());
  }
}
