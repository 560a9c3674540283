package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The smallest run with the real tools on real snapshots, undisturbed and killed. */
class RealRunTest {
  private static final List<String> OPTIONS = UndisturbedRun.options();
  private static final String SECOND_SEGMENT = "PRETRAIN (2)";
  private static final long PATIENCE_MILLISECONDS = TimeUnit.MINUTES.toMillis(8);

  private static Pipeline undisturbed;
  private static Pipeline.Result first;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    undisturbed = UndisturbedRun.get().pipeline();
    first = UndisturbedRun.get().result();
  }

  @Test
  void theReportAndAScoreForEveryModelArePublished() throws IOException {
    assertEquals(9, undisturbed.scores().size(), first.output());
    String page = Files.readString(undisturbed.results().resolve("report.html"));
    assertTrue(page.contains("</html>"), "the page is cut short");
    assertFalse(Files.readString(undisturbed.results().resolve("scores.txt")).isBlank());
  }

  @Test
  void aBrowserOpensTheReportWithoutComplaint() throws Exception {
    Requirement.that(
        Browser.isInstalled(), "no Chromium on the PATH; install the package chromium");
    Browser.Visit visit = Browser.visit(undisturbed.results().resolve("report.html"));
    assertEquals(List.of(), visit.consoleMessages());
    assertTrue(visit.document().contains("Stellar mass from gas maps"), visit.document());
    // A frame that the page's own policy refuses would be a complaint.
    assertTrue(visit.document().contains("data=\"execution/run.html\""), visit.document());
    Browser.Visit course = Browser.visit(undisturbed.results().resolve("execution/run.html"));
    assertEquals(List.of(), course.consoleMessages());
    assertTrue(course.document().contains("By stage"), course.document());
  }

  @Test
  void aSecondRunTakesEveryTaskFromTheCacheAndChangedToolsRunAgain() throws IOException {
    Pipeline.Result second = undisturbed.run(with("-resume"));
    assertEquals(0, second.exitCode(), second.output());
    assertEquals(List.of(), second.tasks("Submitted"), second.output());
    assertEquals(first.tasks("Submitted"), second.tasks("Cached"));

    Path changed = undisturbed.folder().resolve("changed.config");
    Files.writeString(
        changed, "process {\n    withName: 'FLAME' {\n        ext = [tools: 'other']\n    }\n}\n");
    Pipeline.Result third = undisturbed.run(with("-resume", "-c", changed.toString()));
    assertEquals(0, third.exitCode(), third.output());
    assertTrue(third.tasks("Submitted").contains("FLAME (shard 0)"), third.output());
    assertTrue(third.tasks("Cached").stream().anyMatch(task -> task.startsWith("PROJECT")));
  }

  @Test
  void aRunKilledInTheMiddleOfTrainingResumesToTheSameScores() throws Exception {
    Pipeline pipeline = new Pipeline(RunFolder.of(RealRunTest.class, "killed"));
    Path output = pipeline.folder().resolve("killed.txt");
    Process process = pipeline.start(OPTIONS, Map.of(), output);
    try {
      awaitSecondSegment(process, output);
    } finally {
      Pipeline.kill(process);
      process.waitFor();
    }
    assertFalse(Files.exists(pipeline.results().resolve("report.html")));

    Pipeline.Result resumed = pipeline.run(with("-resume"));
    assertEquals(0, resumed.exitCode(), resumed.output());
    assertTrue(resumed.tasks("Cached").contains("PRETRAIN (1)"));
    assertTrue(resumed.tasks("Submitted").contains(SECOND_SEGMENT), resumed.output());
    UndisturbedRun.assertSameResults(pipeline);
  }

  private static void awaitSecondSegment(Process process, Path output) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLISECONDS);
    Pattern submitted = Pipeline.naming("Submitted process > ", SECOND_SEGMENT);
    while (!submitted.matcher(Files.readString(output)).find()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("training never got to its end:\n" + Files.readString(output));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    // Into the task, past the staging of its inputs.
    TimeUnit.MILLISECONDS.sleep(500);
  }

  private static List<String> with(String... more) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of(more));
    return options;
  }
}
