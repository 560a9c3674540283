package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import protomass.testing.SharedFolder;

/**
 * Surveys with outputs from before the first sink, one with its table of sinks and no lines in it
 * and one without, and with a damaged file; real tools, and a real output of RAMSES.
 */
class SurveyTest {
  private static final List<String> SKIPPED =
      List.of(
          "maps/maps-H1-output_00001.skipped.json",
          "maps/maps-H1-output_00002.skipped.json",
          "maps/maps-cut.skipped.json");

  private Path folder;
  private Path survey;

  @BeforeEach
  void makeFolder(TestInfo test) throws Exception {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
    survey = Files.createDirectories(folder.resolve("survey"));
    Path archive = SharedFolder.data("ramses/raw_output_00010.tar.xz");
    Path simulation = Files.createDirectory(survey.resolve("H1"));
    Shell.succeed(Map.of(), "tar", "-xJf", archive.toString(), "-C", simulation.toString());
    Files.delete(early("00001").resolve("sink_00001.csv"));
    Path sinks = early("00002").resolve("sink_00002.csv");
    Files.write(sinks, Files.readAllLines(sinks).subList(0, 2));
  }

  /** A copy of the output under another number. */
  private Path early(String number) throws IOException {
    Path output = survey.resolve("H1/output_00010");
    Path copy = Files.createDirectory(survey.resolve("H1/output_" + number));
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.toList()) {
        Path name = copy.resolve(file.getFileName().toString().replace("00010", number));
        if (name.toString().contains(".out")) {
          Files.createLink(name, file);
        } else {
          Files.copy(file, name);
        }
      }
    }
    return copy;
  }

  private static List<String> paths(Pipeline pipeline, String suffix) {
    return pipeline.published().stream()
        .filter(path -> path.startsWith("maps/") && path.endsWith(suffix))
        .toList();
  }

  @Test
  void whatHasNoMapsIsSkippedAndListed() throws IOException {
    Path demo = Pipeline.repository().resolve("assets/demo");
    Path regions = Files.createDirectory(survey.resolve("regions"));
    for (String name : List.of("h1-00042.h5", "m2-00054.h5")) {
      Files.copy(demo.resolve(name), regions.resolve(name));
    }
    byte[] whole = Files.readAllBytes(demo.resolve("h1-00050.h5"));
    Files.write(regions.resolve("cut.h5"), Arrays.copyOf(whole, whole.length / 3));
    Pipeline pipeline = new Pipeline(folder);
    String[] two = {"--snapshots", survey + "/*/*", "--snapshots_per_task", "2"};

    Pipeline.Result stopped = pipeline.run(UndisturbedRun.options(two));
    assertEquals(1, stopped.exitCode(), stopped.output());
    assertTrue(stopped.output().contains("cut.h5: "), stopped.output());
    assertFalse(Files.exists(pipeline.results().resolve("report.html")));

    // Two starless ones share a task, the damaged one has a sound one beside it.
    String[] skip = with(two, "--bad_snapshots", "skip", "-resume");
    Pipeline.Result skipped = pipeline.run(UndisturbedRun.options(skip));
    assertEquals(0, skipped.exitCode(), skipped.output());
    assertEquals(
        List.of(
            "maps/maps-H1-output_00010.fits", "maps/maps-h1-00042.fits", "maps/maps-m2-00054.fits"),
        paths(pipeline, ".fits"));
    assertEquals(SKIPPED, paths(pipeline, ".skipped.json"));
    List<String> warnings =
        skipped.output().lines().filter(line -> line.contains("Skipped 3 of 6")).toList();
    assertEquals(1, warnings.size(), skipped.output());
    String warning = warnings.getFirst();
    assertTrue(warning.contains("(2 without stars, 1 damaged): H1-output_00001 (has"), warning);
    String page = Files.readString(pipeline.results().resolve("report.html"));
    assertTrue(page.contains("3 snapshots were skipped"), "the report does not say so");
    for (String name : List.of("H1 output_00001", "H1 output_00002", "cut.h5")) {
      assertTrue(page.contains("<th scope=\"row\">" + name + "</th>"), name);
    }

    // Nothing is run again to say that the damaged one is still there.
    Pipeline.Result again = pipeline.run(UndisturbedRun.options(with(two, "-resume")));
    assertEquals(1, again.exitCode(), again.output());
    assertTrue(again.output().contains("Snapshot cut ("), again.output());
    assertTrue(
        again.output().contains("give --bad_snapshots skip again, or mend it, delete the work"),
        again.output());
    assertEquals(
        List.of(),
        again.tasks("Submitted").stream().filter(task -> task.startsWith("PROJECT")).toList());
  }

  @Test
  void aRunWithoutAnyMapsEndsInOneLine() throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    Pipeline.Result run =
        pipeline.run(UndisturbedRun.options("--snapshots", survey + "/H1/output_0000*"));
    assertEquals(1, run.exitCode(), run.output());
    List<String> lines =
        run.output().lines().filter(line -> line.contains("2 snapshots can be used")).toList();
    assertEquals(1, lines.size(), run.output());
    String line = lines.getFirst();
    assertTrue(line.contains("None of the 2 snapshots can be used (2 without stars): "), line);
    assertTrue(line.contains("to use H1-output_00001: leave it out, or give a table"), line);
    assertTrue(run.tasks("Submitted").stream().noneMatch(task -> task.startsWith("SPLIT")));
    assertFalse(run.output().contains("Exception"), run.output());
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }
}
