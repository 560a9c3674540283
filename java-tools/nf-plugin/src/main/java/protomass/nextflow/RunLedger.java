package protomass.nextflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts what becomes of the tasks of one run. Several threads may tell it. */
final class RunLedger {
  private final Map<String, Integer> expected;
  private final LongSupplier clock;
  private final long began;
  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final Map<Object, Running> running = new LinkedHashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();

  private static final class Stage {
    private int known;
    private int running;
    private int done;
    private int cached;
    private int retried;
    private int failed;
    private int stopped;
    private long cpuMilliseconds;
    private long cachedCpuMilliseconds;
    private long firstSubmission = -1;
  }

  private record Running(String stage, Path folder) {}

  /**
   * @param expected how many tasks the parameters foresee, by stage
   * @param clock the time [ms]
   */
  RunLedger(Map<String, Integer> expected, LongSupplier clock) {
    this.expected = Map.copyOf(expected);
    this.clock = clock;
    this.began = clock.getAsLong();
  }

  /** A stage of the script; stages are listed in the order of these calls. */
  synchronized void stage(String name) {
    stages.computeIfAbsent(name, unused -> new Stage());
  }

  /** A task, or a new try of one, waits for execution. */
  synchronized void pending(String stage) {
    of(stage).known++;
  }

  /** A task was handed to the executor. */
  synchronized void submitted(String stage) {
    Stage counts = of(stage);
    if (counts.firstSubmission < 0) {
      counts.firstSubmission = clock.getAsLong();
    }
  }

  /**
   * A task began to run.
   *
   * @param id tells executions apart
   * @param folder its work folder, or null
   */
  synchronized void started(String stage, Object id, Path folder) {
    if (running.put(id, new Running(stage, folder)) == null) {
      of(stage).running++;
    }
  }

  /** A task was found in the cache. */
  synchronized void cached(String stage, long cpuMilliseconds) {
    Stage counts = of(stage);
    counts.known++;
    counts.cached++;
    counts.cachedCpuMilliseconds += cpuMilliseconds;
  }

  /** An execution ended. */
  synchronized void ended(Object id, Attempt attempt) {
    Stage counts = of(attempt.stage());
    if (running.remove(id) != null) {
      counts.running--;
    }
    counts.cpuMilliseconds += attempt.cpuMilliseconds();
    switch (attempt.outcome()) {
      case DONE -> counts.done++;
      case RETRIED -> {
        counts.retried++;
        // The new try is made known by itself.
        counts.known--;
      }
      case IGNORED, FAILED -> counts.failed++;
      case STOPPED -> counts.stopped++;
    }
    attempts.add(attempt);
  }

  /** Where all stages stand. */
  synchronized List<StageState> stages() {
    return stages.entrySet().stream()
        .map(entry -> state(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Work folders of a stage's running tasks, the one that began last at the end. */
  synchronized List<Path> runningFolders(String stage) {
    return running.values().stream()
        .filter(task -> task.stage().equals(stage) && task.folder() != null)
        .map(Running::folder)
        .toList();
  }

  /** All executions of this run, in the order of their end. */
  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Executions that the run failed with, in the order of their end. */
  List<Attempt> failures() {
    return attempts().stream()
        .filter(attempt -> attempt.outcome() == Attempt.Outcome.FAILED)
        .toList();
  }

  /** Since the run began [ms]. */
  long elapsedMilliseconds() {
    return clock.getAsLong() - began;
  }

  private Stage of(String name) {
    return stages.computeIfAbsent(name, unused -> new Stage());
  }

  private StageState state(String name, Stage counts) {
    long elapsed = counts.firstSubmission < 0 ? 0 : clock.getAsLong() - counts.firstSubmission;
    return new StageState(
        name,
        expected.getOrDefault(name, 0),
        counts.known,
        counts.running,
        counts.done,
        counts.cached,
        counts.retried,
        counts.failed,
        counts.stopped,
        counts.cpuMilliseconds,
        counts.cachedCpuMilliseconds,
        elapsed);
  }
}
