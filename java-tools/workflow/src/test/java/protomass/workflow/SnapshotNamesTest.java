package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Snapshots of several simulations whose files and folders are named alike, in one run. */
class SnapshotNamesTest {
  private Path folder;
  private Path survey;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
    survey = Files.createDirectory(folder.resolve("survey"));
  }

  private static List<String> options(String snapshots) {
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("--snapshots") + 1, snapshots);
    options.addAll(List.of("--splits", "star"));
    return options;
  }

  private List<String> maps(Pipeline pipeline) {
    return pipeline.published().stream()
        .filter(path -> path.startsWith("maps/") && path.endsWith(".fits"))
        .map(path -> path.substring("maps/maps-".length(), path.length() - ".fits".length()))
        .toList();
  }

  @Test
  void everySnapshotHasMapsOfItsOwn() throws IOException {
    for (String simulation : List.of("H1", "M2")) {
      Files.createDirectories(survey.resolve(simulation).resolve("output_00042"));
      Files.createFile(survey.resolve(simulation).resolve("region.h5"));
    }
    Files.createDirectory(survey.resolve("H1/output_00043"));
    Files.createFile(survey.resolve("H1/alone-00007.h5"));
    Files.createFile(survey.resolve("M2/cubes.h5"));
    Files.createFile(survey.resolve("M2/cubes.fits"));
    for (String batch : List.of("1", "3")) {
      Pipeline pipeline = new Pipeline(Files.createDirectory(folder.resolve("run" + batch)));
      List<String> options = options(survey + "/*/*");
      options.addAll(List.of("--snapshots_per_task", batch));
      assertEquals(0, pipeline.runHere(options));
      assertEquals(
          List.of(
              "H1-output_00042",
              "H1-output_00043",
              "H1-region",
              "M2-output_00042",
              "M2-region",
              "alone-00007",
              "cubes.fits",
              "cubes.h5"),
          maps(pipeline));
    }
  }

  @Test
  void foldersOfTheSameNamesFurtherUpAreToldApart() throws IOException {
    for (String place : List.of("a/runs", "b/runs", "a-b", "a/b")) {
      Files.createFile(Files.createDirectories(survey.resolve(place)).resolve("region.h5"));
    }
    Pipeline pipeline = new Pipeline(folder);
    assertEquals(0, pipeline.runHere(options(survey + "/**.h5")));
    List<String> maps = maps(pipeline);
    assertEquals(4, maps.size(), maps.toString());
    assertTrue(maps.contains("a-runs-region"), maps.toString());
    assertTrue(maps.contains("b-runs-region"), maps.toString());
  }

  @Test
  void twoFoldersOfOneSimulationAndOutputAreRefusedBeforeAnythingRuns() throws IOException {
    Files.createDirectories(survey.resolve("first/H1/output_00042"));
    Files.createDirectories(survey.resolve("second/H1/output_00042"));
    Pipeline.Result result = new Pipeline(folder).run(options(survey + "/*/H1/output_*"));
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(
        result.output().contains("matches two folders of one simulation and output, " + survey),
        result.output());
    assertEquals(List.of(), result.tasks("Submitted"));
  }

  /** Two clouds' regions under one file name become two files of maps and one catalogue. */
  @Test
  void realMapsOfRegionFilesNamedAlikeShareACatalogue() throws Exception {
    Path demo = Pipeline.repository().resolve("assets/demo");
    for (String cloud : List.of("h1-00042", "m2-00054")) {
      Path simulation = Files.createDirectory(survey.resolve(cloud.substring(0, 2)));
      Files.copy(demo.resolve(cloud + ".h5"), simulation.resolve("region.h5"));
    }
    Pipeline pipeline = new Pipeline(folder);
    Path output = folder.resolve("output.txt");
    List<String> options = UndisturbedRun.options("--snapshots", survey + "/*/region.h5");
    Process process = pipeline.start(options, Map.of(), output);
    Path catalogue = pipeline.results().resolve("catalogues/star/catalogue.csv");
    try (Disturbance disturbance = new Disturbance(pipeline, process, output)) {
      disturbance.await("the catalogue", () -> Files.exists(catalogue));
    }
    assertEquals(List.of("h1-region", "m2-region"), maps(pipeline));
    List<String> rows = Files.readAllLines(catalogue);
    for (String cloud : List.of("h1", "m2")) {
      assertTrue(
          rows.stream().anyMatch(row -> row.contains("maps-" + cloud + "-region.fits")),
          Files.readString(catalogue));
    }
  }
}
