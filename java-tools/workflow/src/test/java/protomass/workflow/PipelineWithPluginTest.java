package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Protomass' pipeline, its tools replaced by stubs, with the plugin loaded as a user gets it. */
class PipelineWithPluginTest {
  /**
   * 2 shards, 2 segments, 3 snapshots, all of one split, and export, two segmentations and report.
   */
  private static final int TASKS = 2 + 2 + 3 + (1 + 2 + 3 + 7 + 2) + 4;

  private static final Map<String, String> FREQUENT = Map.of("PROTOMASS_PROGRESS", "200ms");

  @Test
  void progressIsToldThenASummaryAndAResumedRunCountsTheCache() throws Exception {
    Launch launch = Launch.in(getClass(), "summary");
    Launch.Result first = launch.run(FREQUENT, stub());
    assertEquals(0, first.exitCode(), first.output());
    // The parameters tell the number of shards; how many maps come is seen only as they come.
    assertTrue(first.output().contains("protomass: FLAME 0 of 2 tasks, "), first.output());
    assertTrue(first.output().contains(" tasks so far, "), first.output());
    assertTrue(first.output().contains(" per minute, "), first.output());
    assertFalse(first.output().contains("\u001b"), first.output());
    assertAll(
        Stream.of(
                "stage run cached retried failed CPU-hours",
                "scores:",
                "stub: no scores",
                "report: results/report.html")
            .map(row -> () -> assertTrue(first.hasRow(row), row + "\n" + first.output())));
    assertEquals(1, first.count("  PROJECT            3       0        0       0 "));
    assertEquals(
        1,
        first.count(
            String.format(Locale.ROOT, "  all               %d       0        0       0 ", TASKS)));
    assertFalse(first.output().contains("The cache saved"), first.output());

    List<String> resumed = new ArrayList<>(stub());
    resumed.add("-resume");
    Launch.Result second = launch.run(FREQUENT, resumed);
    assertEquals(0, second.exitCode(), second.output());
    assertEquals(0, second.count("Submitted process"), second.output());
    assertTrue(
        second.hasRow(String.format(Locale.ROOT, "all 0 %d 0 0 0.000", TASKS)), second.output());
    assertEquals(1, second.count("The cache saved "), second.output());
    assertTrue(second.hasRow("report: results/report.html"), second.output());
    assertEquals(1, second.count("How this run went: results/execution/run.html"));
    assertEquals(0, second.count("Tasks: "), "the summary's table says it");
    String page = Files.readString(launch.folder().resolve("results/execution/run.html"));
    assertTrue(
        page.contains(
            String.format(Locale.ROOT, "kept the results of %d tasks; none was run.", TASKS)),
        page);
  }

  @Test
  void allWrongParametersAreToldBeforeTheScriptIsRead() throws Exception {
    Launch launch = Launch.in(getClass(), "faults");
    List<String> wrong = new ArrayList<>(stub());
    wrong.addAll(List.of("--region_size", "0.5kpc", "--minimum_mass", "0Msun"));
    wrong.addAll(List.of("--test_fraction", "1.5", "--neighbours", "many", "--shard", "3"));
    Launch.Result result = launch.run(Map.of(), wrong);
    assertEquals(1, result.exitCode(), result.output());
    assertAll(
        Stream.of(
                "5 parameters are wrong; nothing was run:",
                "--region_size '0.5kpc' is not written as it should be: give a number and one of",
                "--minimum_mass '0Msun' is not written as it should be: give a number and one of",
                "--test_fraction 1.5 is not less than 1: give a number between 0 and 1",
                "--neighbours 'many' is no whole number: give a whole number from 1 to 1000",
                "--shard is no parameter of this pipeline; did you mean --shards?")
            .map(words -> () -> assertEquals(1, result.count(words), words + result.output())));
    assertFalse(result.output().contains("Exception"), result.output());
    // The script itself would have warned of what it previews, and made the folder of the results.
    assertFalse(result.output().contains("RECURSION"), result.output());
    assertFalse(Files.exists(launch.folder().resolve("results")));
  }

  /** As Nextflow 26.04 and newer hand them on. */
  @Test
  void numbersThatComeAsTextsAreNumbers() throws Exception {
    Launch launch = Launch.in(getClass(), "texts");
    List<String> options = new ArrayList<>(stub());
    options.addAll(List.of("--shards", "3", "--shards_per_task", "2", "--segments", "1"));
    Map<String, String> texts = new HashMap<>(FREQUENT);
    texts.put("NXF_DISABLE_PARAMS_TYPE_DETECTION", "true");
    Launch.Result result = launch.run(texts, options);
    assertEquals(0, result.exitCode(), result.output());
    assertTrue(result.output().contains("protomass: FLAME 0 of 2 tasks, "), result.output());
    assertTrue(result.output().contains("protomass: PRETRAIN 0 of 1 tasks, "), result.output());
  }

  @Test
  void thePipelineRunsWithoutThePlugin() throws Exception {
    List<String> preview = new ArrayList<>(stub());
    preview.add("-preview");
    Launch launch = Launch.in(getClass(), "without");
    Launch.Result result = launch.run(Map.of("PROTOMASS_PLUGIN", "off"), preview);
    assertEquals(0, result.exitCode(), result.output());
    String log = Files.readString(launch.folder().resolve(".nextflow.log"));
    assertFalse(log.contains("nf-protomass"), log);
  }

  @Test
  void ownPluginsAreLinkedBesideIt() throws Exception {
    Launch launch = Launch.in(getClass(), "own");
    Path own = launch.folder().resolve("nextflow-home/plugins/nf-own-9.9.9");
    Files.createDirectories(own);
    Path link = Launch.plugins().resolve("nf-own-9.9.9");
    try {
      Launch.Result result = launch.run(Map.of(), List.of("-help"));
      assertEquals(0, result.exitCode(), result.output());
      assertEquals(own.toRealPath(), link.toRealPath());
    } finally {
      Files.deleteIfExists(link);
    }
  }

  private static List<String> stub() {
    Path resources = Launch.repository().resolve("java-tools/workflow/src/test/resources");
    return List.of(
        Launch.repository().resolve("main.nf").toString(),
        "-profile",
        "test",
        "-stub-run",
        "--splits",
        "star",
        "--snapshots",
        resources + "/snapshots/*.h5",
        "--recipe",
        resources + "/recipe.yaml");
  }
}
