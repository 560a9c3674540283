package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The whole pipeline with stand-ins for its tools: wiring, published files, resuming. */
class StubRunTest {
  private static final List<String> SPLITS = List.of("map", "star");
  private static final List<String> WHITENED =
      List.of("pixels-whitened", "vit-pretrained-whitened", "vit-random-whitened");
  private static final List<String> SCORED =
      List.of(
          "mean-column-density",
          "pixels",
          "pixels-whitened",
          "resnet18-trained",
          "resnet18-untrained",
          "vit-pretrained",
          "vit-pretrained-whitened",
          "vit-random",
          "vit-random-whitened");

  /**
   * 2 shards, 2 segments, 3 snapshots, all of one split, and export, two segmentations and report.
   */
  private static final int TASKS = 2 + 2 + 3 + (1 + 2 + 3 + 7 + 2) + 4;

  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void everyResultIsPublished() throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    assertEquals(0, pipeline.runHere(Pipeline.stub()));
    assertEquals(expected(), pipeline.published());
    List<String> index = Files.readAllLines(pipeline.results().resolve("scores/index.csv"));
    assertEquals("\"split\",\"model\",\"scores\",\"predictions\"", index.getFirst());
    assertEquals(1 + SPLITS.size() * SCORED.size(), index.size());
  }

  /** Relative, so that they hold when the folder has moved, and in no order of arrival. */
  @Test
  void everyIndexNamesThePublishedFilesRelativeToItselfAndInOrder() throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    assertEquals(0, pipeline.runHere(Pipeline.stub()));
    List<Path> indices =
        pipeline.published().stream()
            .filter(name -> name.endsWith("/index.csv"))
            .map(pipeline.results()::resolve)
            .toList();
    assertEquals(7, indices.size());
    Set<String> named = new TreeSet<>();
    for (Path index : indices) {
      List<String> rows = Files.readAllLines(index);
      assertEquals(rows.stream().skip(1).sorted().toList(), rows.subList(1, rows.size()));
      List<String> columns = List.of(rows.getFirst().replace("\"", "").split(",", -1));
      for (String row : rows.subList(1, rows.size())) {
        String[] values = row.replace("\"", "").split(",", -1);
        for (int i = 0; i < columns.size(); i++) {
          if (!List.of("split", "model").contains(columns.get(i))) {
            assertFalse(Path.of(values[i]).isAbsolute(), row);
            Path file = index.resolveSibling(values[i]);
            assertTrue(Files.isRegularFile(file), file::toString);
            named.add(pipeline.results().relativize(file).toString());
          }
        }
      }
    }
    List<String> expected = new ArrayList<>(expected());
    expected.removeAll(List.of("report.html", "scores.txt"));
    expected.removeIf(name -> name.endsWith("/index.csv") || name.startsWith("segmentation"));
    assertEquals(expected, List.copyOf(named));
  }

  @Test
  void shardsArePublishedWhenAskedFor() {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--publish_fractals", "--splits", "star"));
    assertEquals(0, pipeline.runHere(options));
    assertTrue(pipeline.published().contains("fractals/fractals-00001.tar"));
    assertTrue(pipeline.published().contains("scores/star.pixels.scores.json"));
    assertTrue(pipeline.published().stream().noneMatch(path -> path.contains("/map.")));
  }

  /** Of the first split, embedded and whitened, but not scored. */
  @Test
  void eachChannelAloneIsDrawnWhenAskedFor() {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.add("--channel_figures");
    assertEquals(0, pipeline.runHere(options));
    List<String> more = new ArrayList<>(pipeline.published());
    more.removeAll(expected());
    List<String> alone = new ArrayList<>();
    for (String channel : List.of("column-density", "dispersion", "velocity")) {
      String model = "star.vit-pretrained-" + channel;
      alone.add("embeddings/" + model + ".embeddings.safetensors");
      alone.add("whitening/" + model + "-whitened.whitening.safetensors");
    }
    Collections.sort(alone);
    assertEquals(alone, more);
  }

  @Test
  void aTrainingMayBeOneSegment() {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star", "--segments", "1"));
    Pipeline.Result run = pipeline.run(options);
    assertEquals(0, run.exitCode(), run.output());
    assertEquals(TASKS - 1, run.tasks("Submitted").size(), run.output());
    assertTrue(pipeline.published().contains("scores/star.vit-pretrained.scores.json"));
  }

  @Test
  void aTaskMayMakeSeveralShards() {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--publish_fractals", "--splits", "star"));
    options.addAll(List.of("--images", "30", "--shards", "3", "--shards_per_task", "2"));
    Pipeline.Result run = pipeline.run(options);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.tasks("Submitted").contains("FLAME (shards 0-1)"), run.output());
    assertTrue(run.tasks("Submitted").contains("FLAME (shard 2)"), run.output());
    for (int shard = 0; shard < 3; shard++) {
      assertTrue(pipeline.published().contains("fractals/fractals-0000" + shard + ".tar"));
    }
  }

  @Test
  void aSecondRunTakesEveryTaskFromTheCache() throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star"));
    Pipeline.Result first = pipeline.run(options, Pipeline.PLUGIN);
    assertEquals(0, first.exitCode(), first.output());
    assertEquals(TASKS, first.tasks("Submitted").size(), first.output());
    assertTrue(
        CoursePage.of(pipeline).text().contains("%d tasks came to the end".formatted(TASKS)));

    options.add("-resume");
    Pipeline.Result second = pipeline.run(options, Pipeline.PLUGIN);
    assertEquals(0, second.exitCode(), second.output());
    assertEquals(List.of(), second.tasks("Submitted"), second.output());
    assertEquals(first.tasks("Submitted"), second.tasks("Cached"));
    CoursePage page = CoursePage.of(pipeline);
    assertTrue(
        page.text().contains("which kept the results of %d tasks; none was run.".formatted(TASKS)),
        page.text());
    assertEquals(List.of(), page.tasks());
  }

  @Test
  void aRunWithoutThePluginEndsWithNextflowsOwnReportsAndALine() throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star"));
    Pipeline.Result first = pipeline.run(options);
    assertEquals(0, first.exitCode(), first.output());
    options.add("-resume");
    Pipeline.Result second = pipeline.run(options);
    assertEquals(0, second.exitCode(), second.output());
    assertTrue(
        second
            .output()
            .contains("Tasks: 0 run, %d from the cache, 0 failed attempts. ".formatted(TASKS)),
        second.output());
    assertEquals(
        1,
        second.output().lines().filter(line -> line.contains("plugin nf-protomass")).count(),
        second.output());
    try (Stream<Path> files = Files.list(pipeline.results().resolve("execution"))) {
      assertEquals(
          List.of("report.html", "timeline.html", "trace.txt"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void strictSyntaxIsAccepted() {
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.add("-preview");
    Pipeline.Result preview = new Pipeline(folder).run(options, Map.of("NXF_SYNTAX_PARSER", "v2"));
    assertEquals(0, preview.exitCode(), preview.output());
    assertFalse(Files.exists(folder.resolve("results/execution/run.html")));
  }

  private static List<String> expected() {
    List<String> files = new ArrayList<>(List.of("report.html", "scores.txt"));
    files.add("fractals/fractals-00000.contact-sheet.png");
    files.add("segmentation/segmentation.json");
    files.add("segmentation-random/segmentation.json");
    Stream.of("00000", "00001")
        .forEach(n -> files.add("fractals/fractals-" + n + ".manifest.json"));
    Stream.of("a1-00001", "a1-00002", "b2-00001")
        .forEach(name -> files.add("maps/maps-" + name + ".fits"));
    Stream.of("encoder.safetensors", "metrics.jsonl", "recipe.json")
        .forEach(name -> files.add("pretraining/" + name));
    for (String split : SPLITS) {
      files.add("catalogues/" + split + "/catalogue.csv");
      files.add("catalogues/" + split + "/normalisation.json");
      Stream.of("vit-pretrained", "vit-random")
          .forEach(
              model -> files.add(named("embeddings", split, model) + ".embeddings.safetensors"));
      WHITENED.forEach(
          model -> files.add(named("whitening", split, model) + ".whitening.safetensors"));
      SCORED.forEach(model -> files.add(named("scores", split, model) + ".scores.json"));
      SCORED.forEach(model -> files.add(named("scores", split, model) + ".predictions.csv"));
    }
    Stream.of("fractals", "maps", "catalogues", "pretraining", "embeddings", "whitening", "scores")
        .forEach(name -> files.add(name + "/index.csv"));
    Collections.sort(files);
    return files;
  }

  private static String named(String kind, String split, String model) {
    return kind + "/" + split + "." + model;
  }
}
