package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a ledger tells while tasks come and go. */
class ProgressTextTest {
  private static final long MINUTE = 60_000;

  private long now;
  private final RunLedger ledger = new RunLedger(Map.of("FLAME", 10, "PRETRAIN", 4), () -> now);

  @Test
  void aStageWithoutTasksIsNotSpokenOf() {
    ledger.stage("FLAME");
    assertEquals("", progress());
  }

  @Test
  void rateAndTimeLeftComeFromTheTasksOfThisRun() {
    ledger.cached("FLAME", 1000);
    ledger.cached("FLAME", 1000);
    begin("FLAME", 1);
    begin("FLAME", 2);
    now += MINUTE;
    assertEquals("protomass: FLAME 2 of 10 tasks, 2 from the cache, 2 running", progress());
    end("FLAME", 1, Attempt.Outcome.DONE);
    end("FLAME", 2, Attempt.Outcome.DONE);
    // Two in a minute, six to go: three minutes.
    assertEquals(
        "protomass: FLAME 4 of 10 tasks, 2 from the cache, 0 running, 2.00 per minute,"
            + " 3 min 00 s left",
        progress());
  }

  @Test
  void aRetriedTaskCountsOnce() {
    begin("PROJECT", 1);
    now += MINUTE;
    end("PROJECT", 1, Attempt.Outcome.RETRIED);
    begin("PROJECT", 2);
    assertEquals("protomass: PROJECT 0 of 1 tasks so far, 1 running, 1 retried", progress());
    end("PROJECT", 2, Attempt.Outcome.DONE);
    assertEquals("", progress());
    assertEquals(1, ledger.stages().getFirst().retried());
  }

  @Test
  void slowTasksAreCountedByTheHour() {
    begin("PRETRAIN", 1);
    now += 120 * MINUTE;
    end("PRETRAIN", 1, Attempt.Outcome.DONE);
    begin("PRETRAIN", 2);
    assertEquals(
        "protomass: PRETRAIN 1 of 4 tasks, 1 running, 0.500 per hour, 6 h 00 min left;"
            + " epoch 3.0, loss 6.7",
        ProgressText.of(ledger.stages(), "epoch 3.0, loss 6.7"));
  }

  @Test
  void aFailedTaskIsNotWaitedFor() {
    begin("SPLIT", 1);
    now += MINUTE;
    end("SPLIT", 1, Attempt.Outcome.FAILED);
    assertEquals("", progress());
    assertEquals(1, ledger.failures().size());
  }

  @Test
  void foldersOfRunningTasksAreKnownTheNewestLast() {
    begin("PRETRAIN", 1);
    begin("PRETRAIN", 2);
    begin("FLAME", 3);
    assertEquals(List.of(Path.of("work/1"), Path.of("work/2")), ledger.runningFolders("PRETRAIN"));
    end("PRETRAIN", 2, Attempt.Outcome.DONE);
    assertEquals(List.of(Path.of("work/1")), ledger.runningFolders("PRETRAIN"));
  }

  private String progress() {
    return ProgressText.of(ledger.stages(), "");
  }

  private void begin(String stage, int id) {
    ledger.pending(stage);
    ledger.submitted(stage);
    ledger.started(stage, id, Path.of("work/" + id));
  }

  private void end(String stage, int id, Attempt.Outcome outcome) {
    ledger.ended(id, new Attempt(stage, stage, 1, outcome, 0, null, 0, null));
  }
}
