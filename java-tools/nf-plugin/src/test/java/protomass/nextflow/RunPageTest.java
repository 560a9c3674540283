package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page, read as the XML that it also is. */
class RunPageTest {
  private static final OffsetDateTime BEGAN = OffsetDateTime.parse("2026-03-01T00:30:00+01:00");

  private static final String SESSION = "12345678-9abc-def0-1234-56789abcdef0";

  private final RunLedger ledger = new RunLedger(Map.of(), () -> 0);

  @Test
  void aFailedRunTellsEveryAttemptAndWhatIsKept() throws Exception {
    ledger.stage("FLAME");
    ledger.stage("SPLIT");
    ledger.stage("EMBED");
    ledger.cached("SPLIT", 0);
    end("EMBED", "EMBED (star <&>)", 1, Attempt.Outcome.RETRIED, 137);
    end("EMBED", "EMBED (star <&>)", 2, Attempt.Outcome.FAILED, Attempt.NO_EXIT_CODE);
    end("EMBED", "EMBED (map)", 1, Attempt.Outcome.STOPPED, 143);
    Document page = page("maps.fits: is <truncated>\u0007 & broken", true);
    assertEquals(List.of("Failed after 8s"), all(page, "h1"));
    assertEquals(
        List.of("stage", "run", "from the cache", "tried again", "failed", "stopped"),
        all(page, "th").subList(0, 6));
    // a stage that nothing came of is left out
    assertEquals(
        List.of("0", "1", "0", "0", "0", "0", "0", "1", "1", "1", "0", "1", "1", "1", "1"),
        all(page, "td"));
    assertEquals(List.of("EMBED (map)", "EMBED (star <&>)"), all(page, "li"));
    assertEquals(
        List.of("EMBED (star <&>), attempt 1", "EMBED (star <&>), attempt 2"), all(page, "dt"));
    assertEquals(
        List.of(
            "Exit code 137: killed by SIGKILL, most often for want of memory; it was tried again."
                + "/work/ab",
            "No exit code: the task was not started, or was lost with its machine or by the batch"
                + " system; the run failed with it./work/ab"),
        all(page, "dd"));
    String text = page.getElementsByTagName("body").item(0).getTextContent();
    assertTrue(text.contains("maps.fits: is <truncated> & broken"), text);
    assertTrue(
        text.contains(
            "Begun 2026-02-28 23:30 UTC. Run with -resume, which kept the results of 1 task; none"
                + " was run. Once the cause is mended, the same command with -resume "
                + SESSION
                + " goes on and keeps the results of 1 task."),
        text);
  }

  @Test
  void aRunThatEndedWellNamesNoTasksWithoutACache() throws Exception {
    end("SPLIT", "SPLIT (by star)", 1, Attempt.Outcome.DONE, 0);
    Document page = page(null, false);
    assertEquals(List.of("Finished in 8s"), all(page, "h1"));
    assertEquals(List.of("By stage", "Failed attempts"), all(page, "h2"));
    assertFalse(all(page, "th").contains("stopped"));
    String text = page.getElementsByTagName("body").item(0).getTextContent();
    assertTrue(
        text.contains(
            "Run without -resume: nothing was taken from an earlier launch, 1 task came to the"
                + " end."),
        text);
  }

  @Test
  void thePaletteHasEveryColourOfThePageInLightAndDark() throws Exception {
    String style = all(page(null, false), "style").getFirst();
    List<String> used =
        Pattern.compile("var\\((--\\w+)\\)").matcher(style).results().map(m -> m.group(1)).toList();
    assertTrue(used.contains("--orange"), style);
    String light = style.substring(0, style.indexOf("@media (prefers-color-scheme: dark)"));
    String dark = style.substring(light.length(), style.indexOf("@media print"));
    for (String name : used) {
      assertTrue(light.contains(name + ": "), name);
      assertTrue(
          List.of("--serif", "--sans", "--mono").contains(name) || dark.contains(name + ": "),
          name);
    }
  }

  @Test
  void aRunThatWasToldToEndHasNotFailed() throws Exception {
    end("SPLIT", "SPLIT (by star)", 1, Attempt.Outcome.DONE, 0);
    Document page = page(null, "SIGINT", false);
    assertEquals(List.of("Stopped after 8s"), all(page, "h1"));
    String text = page.getElementsByTagName("body").item(0).getTextContent();
    assertTrue(
        text.contains("It was told to end, by SIGINT. The same command with -resume "), text);
    assertFalse(text.contains("Once the cause is mended"), text);
  }

  private void end(String stage, String task, int number, Attempt.Outcome outcome, int exitCode) {
    ledger.pending(stage);
    ledger.ended(
        new Object(),
        new Attempt(stage, task, number, outcome, exitCode, Path.of("/work/ab"), 0, null));
  }

  private Document page(String cause, boolean resumed) throws Exception {
    return page(cause, null, resumed);
  }

  private Document page(String cause, String signal, boolean resumed) throws Exception {
    RunFacts run =
        new RunFacts("0.1.0", "a_name", BEGAN, "8s", SESSION, cause, signal, resumed, false);
    byte[] page = RunPage.html(run, ledger).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page));
  }

  private static List<String> all(Document page, String element) {
    NodeList nodes = page.getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Node::getTextContent)
        .toList();
  }
}
