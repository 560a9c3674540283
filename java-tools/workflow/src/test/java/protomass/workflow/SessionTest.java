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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What -resume goes on with, after commands that were refused and runs of something else. */
class SessionTest {
  private static final Pattern SESSION = Pattern.compile("-resume ([0-9a-f-]{36})");

  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder =
        RunFolder.of(
            getClass(),
            test.getTestMethod().orElseThrow().getName()
                + test.getDisplayName().replaceAll("\\W+", "-"));
  }

  /** Refused by the plugin, or without it by the script. */
  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void aRefusedCommandLeavesTheCacheWhereItWas(String plugin) throws Exception {
    Pipeline pipeline = new Pipeline(folder);
    Map<String, String> environment = Map.of("PROTOMASS_PLUGIN", plugin);
    Pipeline.Result first = pipeline.run(options(), environment);
    assertEquals(0, first.exitCode(), first.output());
    assertFalse(first.tasks("Submitted").isEmpty(), first.output());
    String history = Files.readString(folder.resolve(".nextflow/history"));

    Pipeline.Result refused = pipeline.run(options("--region_size", "0.5kpc"), environment);
    assertEquals(1, refused.exitCode(), refused.output());
    // Nextflow by itself, without the launcher, goes on with the last line.
    assertEquals(history, Files.readString(folder.resolve(".nextflow/history")));

    Pipeline.Result resumed = pipeline.run(options("-resume"), environment);
    assertEquals(0, resumed.exitCode(), resumed.output());
    assertEquals(List.of(), resumed.tasks("Submitted"), resumed.output());
    assertEquals(first.tasks("Submitted"), resumed.tasks("Cached"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void theClosingLinesNameTheSessionToGoOnWith(String plugin) throws Exception {
    Pipeline pipeline = new Pipeline(folder);
    Map<String, String> environment = Map.of("PROTOMASS_PLUGIN", plugin);
    Pipeline.Result first = pipeline.run(options(), environment);
    Matcher told = SESSION.matcher(first.output());
    assertTrue(told.find(), first.output());
    // A run of other tasks is the newest now.
    assertEquals(0, pipeline.run(options("--seed", "2"), environment).exitCode());
    Pipeline.Result resumed = pipeline.run(options("-resume", told.group(1)), environment);
    assertEquals(0, resumed.exitCode(), resumed.output());
    assertEquals(List.of(), resumed.tasks("Submitted"), resumed.output());
  }

  @Test
  void everyWorkFolderHasASessionOfItsOwn() throws Exception {
    Pipeline pipeline = new Pipeline(folder);
    // As make demo does it: -resume from the first time on.
    Pipeline.Result demo = pipeline.run(options("-work-dir", "demo", "-resume"));
    assertEquals(0, demo.exitCode(), demo.output());
    Pipeline.Result own = pipeline.run(options("--seed", "2"));
    assertEquals(0, own.exitCode(), own.output());

    for (List<String> more :
        List.of(List.of("-work-dir", "demo", "-resume"), List.of("--seed", "2", "-resume"))) {
      Pipeline.Result again = pipeline.run(options(more.toArray(String[]::new)));
      assertEquals(0, again.exitCode(), again.output());
      assertEquals(List.of(), again.tasks("Submitted"), again.output());
    }
    // A new folder begins anew, though the history knows of others.
    Pipeline.Result other = pipeline.run(options("-work-dir", "other", "-resume"));
    assertEquals(0, other.exitCode(), other.output());
    assertEquals(List.of(), other.tasks("Cached"), other.output());
    assertEquals(
        3,
        Files.readAllLines(folder.resolve(".nextflow/history")).stream()
            .map(line -> line.split("\t", -1)[5])
            .distinct()
            .count());
  }

  /** A session takes part only with tasks in the cache, whatever stands in the notes. */
  @Test
  void notesOfSessionsThatRanNothingAreSkipped() throws Exception {
    Pipeline pipeline = new Pipeline(folder);
    Pipeline.Result first = pipeline.run(options());
    assertEquals(0, first.exitCode(), first.output());
    Path notes = folder.resolve("work/sessions");
    assertTrue(Files.readString(notes).matches("[0-9a-f-]{36} stub\n"), Files.readString(notes));
    String unknown = "00000000-0000-0000-0000-000000000000";
    Files.writeString(
        notes, Files.readString(notes) + unknown + " stub\n$(touch pwned) stub\n\n" + unknown);
    Pipeline.Result resumed = pipeline.run(options("-resume"));
    assertEquals(0, resumed.exitCode(), resumed.output());
    assertEquals(List.of(), resumed.tasks("Submitted"), resumed.output());
    assertFalse(Files.exists(folder.resolve("pwned")));
  }

  @Test
  void aRunThatIsToldToEndHasNotFailedAndGoesOn() throws Exception {
    Pipeline pipeline = new Pipeline(folder);
    Path output = folder.resolve("output.txt");
    Process process = pipeline.start(options(), Pipeline.PLUGIN, output);
    while (process.isAlive() && !Files.readString(output).contains("Submitted process > ")) {
      Thread.sleep(100);
    }
    process.destroy();
    process.waitFor();
    String said = Files.readString(output);
    assertTrue(said.contains("protomass: stopped by SIGTERM after "), said);
    assertFalse(said.contains("protomass: failed"), said);
    CoursePage page = CoursePage.of(pipeline);
    assertTrue(page.text().contains("It was told to end, by SIGTERM."), page.text());
    Pipeline.Result resumed = pipeline.run(options("-resume"), Pipeline.PLUGIN);
    assertEquals(0, resumed.exitCode(), resumed.output());
  }

  private static List<String> options(String... more) {
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star"));
    options.addAll(List.of(more));
    return options;
  }
}
