package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.command.CommandRunner;
import protomass.core.error.ExitCodes;
import protomass.flame.command.FlameCommand;
import protomass.testing.OwnProcess;
import protomass.testing.SharedFolder;

/** Trainings in processes of their own, disturbed by signals. */
class KilledTrainingTest {
  private static final long PATIENCE_SECONDS = 120;
  private static final List<String> RESULTS =
      List.of("student.safetensors", "teacher.safetensors", "metrics.jsonl");

  @TempDir static Path folder;

  /** Runs {@code pretrain} in a process of its own. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.exit(CommandRunner.of(new PretrainCommand()).execute(arguments));
    }
  }

  @BeforeAll
  static void trainUndisturbed() throws Exception {
    int exitCode =
        CommandRunner.of(new FlameCommand())
            .execute(
                "--quiet",
                "--seed",
                "3",
                "--images",
                "16",
                "--size",
                "40",
                "--points",
                "5000",
                "--threads",
                "1",
                "--out",
                folder.resolve("fractals.tar").toString());
    assertEquals(ExitCodes.DONE, exitCode);
    assertEquals(0, start("whole").waitFor());
  }

  private static Process start(String name) throws IOException {
    List<String> command =
        OwnProcess.command(
            Main.class,
            "--recipe",
            SharedFolder.repository().resolve("conf/recipes/test.yaml").toString(),
            "--set",
            "schedule.epochs=8",
            "--shards",
            folder.resolve("fractals.tar").toString(),
            "--seed",
            "5",
            "--threads",
            "1",
            "--quiet",
            "--out",
            folder.resolve(name).toString());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("_JAVA_SR_SIGNUM", "62");
    return builder.start();
  }

  /** Waits until the checkpoint has come to some iteration, or the process has ended. */
  private static void awaitIteration(Process process, Path checkpoint, long iteration)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && savedIteration(checkpoint) < iteration) {
      assertTrue(System.nanoTime() < deadline, "the training does not come on");
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static long savedIteration(Path checkpoint) throws IOException {
    try {
      String state = Files.readString(checkpoint.resolve("state.json"));
      return Long.parseLong(state.replaceAll("(?s).*\"iteration\" : (\\d+).*", "$1"));
    } catch (java.nio.file.NoSuchFileException betweenTwoCheckpoints) {
      return 0;
    }
  }

  private static void assertSameAsWhole(String name) throws IOException {
    for (String file : RESULTS) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve(name).resolve(file)),
          file);
    }
  }

  @Test
  void threeKillsChangeNothing() throws Exception {
    // Epochs of four steps: kills fall behind the second, fourth and sixth checkpoint.
    for (long iteration : new long[] {8, 16, 24}) {
      Process process = start("killed");
      awaitIteration(process, folder.resolve("killed"), iteration);
      process.destroyForcibly().waitFor();
    }
    assertEquals(0, start("killed").waitFor());
    assertSameAsWhole("killed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "USR2"})
  void aSignalStopsInGoodOrder(String signal) throws Exception {
    Process process = start(signal);
    awaitIteration(process, folder.resolve(signal), 4);
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertEquals(ExitCodes.STOPPED_IN_GOOD_ORDER, process.waitFor());
    long stopped = savedIteration(folder.resolve(signal));
    assertTrue(stopped >= 4 && stopped < 32, "stopped after " + stopped);
    assertEquals(0, start(signal).waitFor());
    assertSameAsWhole(signal);
  }
}
