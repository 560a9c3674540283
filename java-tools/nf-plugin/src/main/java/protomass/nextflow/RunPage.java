package protomass.nextflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The page on how a run went: well-formed XML, without script, complete in itself. No task can
 * write it: the report has to come out the same whether its inputs were made now or were in the
 * cache. Nor can workflow.onComplete: tasks of a failed run are still being stopped then.
 */
final class RunPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private record Column(String name, ToIntFunction<StageState> count) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("run", StageState::done),
          new Column("from the cache", StageState::cached),
          new Column("tried again", StageState::retried),
          new Column("failed", StageState::failed));

  /** Of little interest unless there were any. */
  private static final Column STOPPED = new Column("stopped", StageState::stopped);

  private final RunFacts run;
  private final List<StageState> stages;
  private final List<Attempt> attempts;
  private final List<String> lines = new ArrayList<>();

  private RunPage(RunFacts run, RunLedger ledger) {
    this.run = run;
    this.attempts = ledger.attempts();
    this.stages =
        ledger.stages().stream()
            .filter(stage -> stage.finished() + stage.retried() + ended(stage) > 0)
            .toList();
  }

  private static int ended(StageState stage) {
    return stage.failed() + stage.stopped();
  }

  /** The page as text. */
  static String html(RunFacts run, RunLedger ledger) {
    RunPage page = new RunPage(run, ledger);
    page.addSummary();
    page.addStages();
    page.addTasks();
    page.addFailures();
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
      <title>Protomass: how this run went</title>
      <link rel="icon" href="data:,"/>
      <style>
      %s</style>
      </head>
      <body>
      %s
      </body>
      </html>
      """
        .formatted(
            // The palette is the report's own.
            resource("palette.css") + resource("run-page.css"), String.join("\n", page.lines));
  }

  private static String resource(String name) {
    try (InputStream in = RunPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void addSummary() {
    add("<p class=\"kicker\">Protomass %s · %s</p>", run.version(), run.name());
    add("<h1>%s</h1>", ending() + run.took());
    add("<p>%s</p>", summary());
    if (run.cause() != null) {
      add("<p class=\"error\">%s</p>", run.cause());
    }
  }

  private String ending() {
    return run.succeeded()
        ? "Finished in "
        : run.signal() == null ? "Failed after " : "Stopped after ";
  }

  private String summary() {
    int cached = total(StageState::cached);
    int done = total(StageState::done);
    List<String> sentences = new ArrayList<>();
    String began = TIME.format(run.began().withOffsetSameInstant(ZoneOffset.UTC));
    sentences.add("Begun " + began + " UTC.");
    if (run.stub()) {
      sentences.add("The tools were replaced by stand-ins (-stub-run).");
    }
    if (!run.resumed()) {
      sentences.add(
          "Run without -resume: nothing was taken from an earlier launch, "
              + tasks(done)
              + " came to the end.");
    } else if (cached == 0) {
      sentences.add(
          "Run with -resume, but nothing was there to be kept: "
              + tasks(done)
              + " came to the end.");
    } else {
      String made = done == 0 ? "none was" : done == 1 ? "1 was" : done + " were";
      sentences.add(
          "Run with -resume, which kept the results of " + tasks(cached) + "; " + made + " run.");
    }
    if (run.signal() != null) {
      sentences.add("It was told to end, by " + run.signal() + ".");
    }
    if (!run.succeeded() && cached + done > 0) {
      sentences.add(
          (run.signal() == null ? "Once the cause is mended, the " : "The ")
              + Summary.goesOn(run, cached + done));
    }
    return String.join(" ", sentences);
  }

  private int total(ToIntFunction<StageState> count) {
    return stages.stream().mapToInt(count).sum();
  }

  static String tasks(long count) {
    return count == 1 ? "1 task" : count + " tasks";
  }

  private void addStages() {
    if (stages.isEmpty()) {
      add("<p>No task was run.</p>");
      return;
    }
    List<Column> shown = new ArrayList<>(COLUMNS);
    if (total(STOPPED.count()) > 0) {
      shown.add(STOPPED);
    }
    add("<h2>By stage</h2>");
    add("<div class=\"scroll\"><table>");
    String names =
        shown.stream()
            .map(column -> "<th scope=\"col\">" + column.name() + "</th>")
            .collect(Collectors.joining());
    add("<thead><tr><th scope=\"col\">stage</th>" + names + "</tr></thead>");
    add("<tbody>");
    for (StageState stage : stages) {
      addRow(stage.name(), shown.stream().map(column -> column.count().applyAsInt(stage)).toList());
    }
    add("</tbody>");
    add("<tfoot>");
    addRow("all", shown.stream().map(column -> total(column.count())).toList());
    add("</tfoot>");
    add("</table></div>");
  }

  private void addRow(String name, List<Integer> counts) {
    String cells =
        counts.stream()
            .map(count -> (count == 0 ? "<td class=\"none\">" : "<td>") + count + "</td>")
            .collect(Collectors.joining());
    add("<tr><th scope=\"row\">%s</th>" + cells + "</tr>", name);
  }

  /** What was run although others came from the cache: after a mishap, what was lost or changed. */
  private void addTasks() {
    if (total(StageState::cached) == 0) {
      return;
    }
    add("<h2>Not from the cache</h2>");
    if (attempts.isEmpty()) {
      add("<p>Every task came from the cache.</p>");
      return;
    }
    add("<p>Changed, lost, or not reached by an earlier launch, and so run in this one:</p>");
    add("<ul class=\"tasks\">");
    for (StageState stage : stages) {
      attempts.stream()
          .filter(attempt -> attempt.stage().equals(stage.name()))
          .map(Attempt::name)
          .distinct()
          .sorted()
          .forEach(task -> add("<li>%s</li>", task));
    }
    add("</ul>");
  }

  private void addFailures() {
    List<Attempt> failures =
        attempts.stream().filter(attempt -> !consequence(attempt).isEmpty()).toList();
    add("<h2>Failed attempts</h2>");
    if (failures.isEmpty()) {
      add("<p>None.</p>");
      return;
    }
    ExitCodeTable exitCodes = ExitCodeTable.load();
    add("<dl>");
    for (Attempt failure : failures) {
      add("<dt>%s, attempt %s</dt>", failure.name(), failure.number());
      Path folder = failure.folder();
      add(
          "<dd><p>%s; %s.</p><p><code>%s</code></p></dd>",
          exitCodes.sentence(failure.exitCode()),
          consequence(failure),
          folder == null ? "" : Summary.absolute(folder));
    }
    add("</dl>");
  }

  private static String consequence(Attempt attempt) {
    return switch (attempt.outcome()) {
      case RETRIED -> "it was tried again";
      case FAILED -> "the run failed with it";
      case IGNORED -> "the run went on without it";
      case DONE, STOPPED -> "";
    };
  }

  /** A line of which the values are text. */
  private void add(String format, Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(escaped(String.valueOf(value)));
    }
    lines.add(String.format(Locale.ROOT, format, texts.toArray()));
  }

  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
