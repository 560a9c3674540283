package protomass.nextflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is said at the end of a run: how it ended, what each stage cost, scores, where to look. */
final class Summary {
  private static final String ROW = "  %-12s %7s %7s %8s %7s %10s";
  private static final int WORDS = 4;

  private final List<String> lines = new ArrayList<>();
  private final Path launchFolder;

  private Summary(Path launchFolder) {
    this.launchFolder = launchFolder;
  }

  /**
   * The summary of a run that ended well.
   *
   * @param results where the pipeline publishes
   * @param training the last metrics of the pretraining, or an empty text
   * @param launchFolder what paths are shown relative to
   */
  static String ofSuccess(
      RunLedger ledger, Path results, String training, RunFacts run, Path launchFolder) {
    Summary summary = new Summary(launchFolder);
    summary.lines.add(
        "protomass: finished in " + PlainTime.span((double) ledger.elapsedMilliseconds()));
    summary.addStages(ledger.stages());
    if (!training.isEmpty()) {
      summary.lines.add("pretraining: " + training);
    }
    summary.addScores(results);
    if (kept(ledger) > 0) {
      summary.lines.add("%s takes these tasks from the cache.".formatted(run.resume()));
    }
    return String.join("\n", summary.lines);
  }

  /**
   * The summary of a run that failed.
   *
   * @param failures the executions that it failed with; may be empty
   * @param cause what is known where no task failed, or null
   */
  static String ofFailure(
      RunLedger ledger, List<Attempt> failures, String cause, RunFacts run, Path launchFolder) {
    Summary summary = new Summary(launchFolder);
    summary.lines.add(
        "protomass: failed after " + PlainTime.span((double) ledger.elapsedMilliseconds()));
    summary.addStages(ledger.stages());
    ExitCodeTable exitCodes = ExitCodeTable.load();
    failures.forEach(failure -> summary.addFailure(failure, exitCodes));
    if (failures.isEmpty() && cause != null) {
      summary.lines.add("cause: " + cause);
    }
    if (kept(ledger) > 0) {
      summary.lines.add("Once that is mended, the " + goesOn(run, kept(ledger)));
    }
    return String.join("\n", summary.lines);
  }

  /** The summary of a run that was told to end, by Ctrl-C for example. */
  static String ofStop(RunLedger ledger, RunFacts run, Path launchFolder) {
    Summary summary = new Summary(launchFolder);
    summary.lines.add(
        "protomass: stopped by %s after %s"
            .formatted(run.signal(), PlainTime.span((double) ledger.elapsedMilliseconds())));
    summary.addStages(ledger.stages());
    if (kept(ledger) > 0) {
      summary.lines.add("The " + goesOn(run, kept(ledger)));
    }
    return String.join("\n", summary.lines);
  }

  private static long kept(RunLedger ledger) {
    return ledger.stages().stream().mapToLong(StageState::finished).sum();
  }

  /** A sentence without its first word, on what to do once nothing stands in the way. */
  static String goesOn(RunFacts run, long kept) {
    return "same command with %s goes on and keeps the results of %s."
        .formatted(run.resume(), RunPage.tasks(kept));
  }

  private void addStages(List<StageState> stages) {
    List<StageState> seen =
        stages.stream().filter(stage -> stage.known() + stage.retried() > 0).toList();
    if (seen.isEmpty()) {
      return;
    }
    lines.add(ROW.formatted("stage", "run", "cached", "retried", "failed", "CPU-hours"));
    seen.forEach(
        stage ->
            addRow(
                stage.name(),
                stage.done(),
                stage.cached(),
                stage.retried(),
                stage.failed(),
                stage.cpuMilliseconds()));
    addRow(
        "all",
        sum(seen, StageState::done),
        sum(seen, StageState::cached),
        sum(seen, StageState::retried),
        sum(seen, StageState::failed),
        sum(seen, StageState::cpuMilliseconds));
    long saved = sum(seen, StageState::cachedCpuMilliseconds);
    if (sum(seen, StageState::cached) > 0) {
      lines.add("  The cache saved %s CPU-hours.".formatted(PlainTime.hours(saved)));
    }
  }

  private void addRow(
      String name, long run, long cached, long retried, long failed, long cpuMilliseconds) {
    lines.add(ROW.formatted(name, run, cached, retried, failed, PlainTime.hours(cpuMilliseconds)));
  }

  private static long sum(List<StageState> stages, ToLongFunction<StageState> count) {
    return stages.stream().mapToLong(count).sum();
  }

  private void addScores(Path results) {
    Path scores = results.resolve("scores.txt");
    try {
      if (Files.isRegularFile(scores)) {
        lines.add("scores:");
        Files.readAllLines(scores).stream()
            .filter(line -> !line.isBlank())
            .forEach(line -> lines.add("  " + line));
      }
    } catch (IOException unreadable) {
      lines.add("  cannot be read: " + unreadable);
    }
    Path report = results.resolve("report.html");
    if (Files.isRegularFile(report)) {
      lines.add("report: " + shown(report));
    }
  }

  private void addFailure(Attempt failure, ExitCodeTable exitCodes) {
    lines.add("failed task: " + failure.name());
    lines.add("  exit code %s".formatted(exitCodes.describe(failure.exitCode())));
    if (failure.exitCode() == 0 && failure.error() != null) {
      lines.add("  " + failure.error().lines().findFirst().orElse(""));
    }
    if (failure.folder() != null) {
      lastWords(failure.folder()).forEach(line -> lines.add("  | " + line));
      lines.add("  log: " + shown(failure.folder().resolve(".command.log")));
    }
  }

  /** What the tool said last. What comes from before it was started stands in the log alone. */
  private static List<String> lastWords(Path folder) {
    List<String> words = FileTail.lines(folder.resolve(".command.err"), WORDS);
    return words.isEmpty() ? FileTail.lines(folder.resolve(".command.log"), WORDS) : words;
  }

  private String shown(Path file) {
    return shown(file, launchFolder);
  }

  /** A file as a person finds it: relative to a folder that it lies below, else in full. */
  static String shown(Path file, Path folder) {
    return file.getFileSystem().equals(folder.getFileSystem()) && file.startsWith(folder)
        ? folder.relativize(file).toString()
        : absolute(file);
  }

  /** The whole path, with its scheme where that is not the file system of this machine. */
  static String absolute(Path file) {
    return file.toUri().getScheme().equals("file") ? file.toString() : file.toUri().toString();
  }
}
