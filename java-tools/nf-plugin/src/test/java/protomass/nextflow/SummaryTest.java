package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nextflow.exception.AbortSignalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
  private static final long HOUR = 3_600_000;

  private static final String SESSION = "12345678-9abc-def0-1234-56789abcdef0";

  @TempDir private Path folder;
  private long now;
  private final RunLedger ledger = new RunLedger(Map.of(), () -> now);

  @Test
  void aRunThatEndedWellTellsCostScoresAndReport() throws IOException {
    Path results = Files.createDirectory(folder.resolve("results"));
    Files.writeString(results.resolve("scores.txt"), "model  R2\n\nvit  0.80\n");
    Files.writeString(results.resolve("report.html"), "");
    ledger.stage("SPLIT");
    ledger.cached("FLAME", HOUR / 2);
    end("FLAME", Attempt.Outcome.RETRIED, 75, null, HOUR);
    end("FLAME", Attempt.Outcome.DONE, 0, null, 20 * HOUR);
    now = 27 * HOUR;
    assertEquals(
        """
        protomass: finished in 1 d 03 h
          stage            run  cached  retried  failed  CPU-hours
          FLAME              1       1        1       0       21.0
          all                1       1        1       0       21.0
          The cache saved 0.500 CPU-hours.
        pretraining: epoch 8.0, loss 6.8
        scores:
          model  R2
          vit  0.80
        report: results/report.html
        -resume 12345678-9abc-def0-1234-56789abcdef0 takes these tasks from the cache."""
            .lines()
            .toList(),
        Summary.ofSuccess(ledger, results, "epoch 8.0, loss 6.8", run(null), folder)
            .lines()
            .toList());
  }

  @Test
  void aFailureNamesTaskCodeLastWordsAndLog() throws IOException {
    Path work = Files.createDirectory(folder.resolve("ab"));
    Files.writeString(work.resolve(".command.err"), "1\n2\n3\n\n4\nprotomass: no space left\n");
    end("FLAME", Attempt.Outcome.DONE, 0, null, 0);
    end("SPLIT", Attempt.Outcome.FAILED, 73, work, 0);
    now = 8_000;
    assertEquals(
        """
        protomass: failed after 8 s
          stage            run  cached  retried  failed  CPU-hours
          FLAME              1       0        0       0      0.000
          SPLIT              0       0        0       1      0.000
          all                1       0        0       1      0.000
        failed task: SPLIT (by star)
          exit code 73: an output cannot be written, or another process writes it; check folder, permissions and space, or wait
          | 2
          | 3
          | 4
          | protomass: no space left
          log: ab/.command.log
        Once that is mended, the same command with -resume 12345678-9abc-def0-1234-56789abcdef0 goes on and keeps the results of 1 task."""
            .lines()
            .toList(),
        Summary.ofFailure(ledger, ledger.failures(), "not told", run(null), folder)
            .lines()
            .toList());
  }

  @Test
  void aFailureOfNoTaskTellsItsCause() {
    assertEquals(
        List.of("protomass: failed after 0 s", "cause: no space left"),
        Summary.ofFailure(ledger, List.of(), "no space left", run(null), folder).lines().toList());
  }

  @Test
  void aRunThatWasToldToEndHasNotFailed() {
    end("FLAME", Attempt.Outcome.DONE, 0, null, 0);
    end("FLAME", Attempt.Outcome.STOPPED, 143, null, 0);
    now = 8_000;
    assertEquals(
        """
        protomass: stopped by SIGINT after 8 s
          stage            run  cached  retried  failed  CPU-hours
          FLAME              1       0        0       0      0.000
          all                1       0        0       0      0.000
        The same command with -resume 12345678-9abc-def0-1234-56789abcdef0 goes on and keeps the results of 1 task."""
            .lines()
            .toList(),
        Summary.ofStop(ledger, run("SIGINT"), folder).lines().toList());
  }

  @Test
  void onlyASignalIsNoFailure() throws ReflectiveOperationException {
    // Named in the source, the class of the virtual machine's own would make the compiler warn.
    Class<?> type = Class.forName("sun.misc.Signal");
    Object signal = type.getConstructor(String.class).newInstance("INT");
    Throwable stopped = AbortSignalException.class.getConstructor(type).newInstance(signal);
    assertEquals("SIGINT", RunFacts.signal(stopped));
    assertNull(RunFacts.signal(new IllegalStateException("SIGINT")));
    assertNull(RunFacts.signal(null));
  }

  private static RunFacts run(String signal) {
    return new RunFacts("0.1.0", "a_name", null, "8s", SESSION, null, signal, false, false);
  }

  private void end(
      String stage, Attempt.Outcome outcome, int exitCode, Path work, long cpuMilliseconds) {
    ledger.pending(stage);
    ledger.ended(
        new Object(),
        new Attempt(
            stage, stage + " (by star)", 1, outcome, exitCode, work, cpuMilliseconds, null));
  }
}
