package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is given its encoder pretrains none. */
class GivenEncoderTest {
  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void noTaskOfPretrainingIsRun(String parser) throws IOException {
    Pipeline pipeline = new Pipeline(RunFolder.of(getClass(), "stub-" + parser));
    Path encoder = Files.createFile(pipeline.folder().resolve("their encoder.safetensors"));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star", "--encoder", encoder.toString()));
    Pipeline.Result run = pipeline.run(options, java.util.Map.of("NXF_SYNTAX_PARSER", parser));
    assertEquals(0, run.exitCode(), run.output());
    List<String> tasks = run.tasks("Submitted");
    // 3 snapshots, all of one split, segmentation by both encoders, and report.
    assertEquals(3 + (1 + 2 + 3 + 7 + 2) + 3, tasks.size(), run.output());
    assertTrue(
        tasks.stream().noneMatch(task -> task.matches("(FLAME|PRETRAIN|EXPORT).*")), run.output());
    assertTrue(pipeline.published().contains("scores/star.vit-pretrained.scores.json"));
    assertFalse(pipeline.published().contains("pretraining/encoder.safetensors"));
  }

  @Test
  void theScoresAreThoseOfTheRunThatTrainedItAndTheReportSaysWhoseItIs() throws IOException {
    Pipeline trained = UndisturbedRun.get().pipeline();
    Pipeline pipeline = new Pipeline(RunFolder.of(getClass(), "real"));
    Path encoder = pipeline.folder().resolve("theirs.safetensors");
    Files.copy(trained.results().resolve("pretraining/encoder.safetensors"), encoder);
    Pipeline.Result run = pipeline.run(UndisturbedRun.options("--encoder", encoder.toString()));
    assertEquals(0, run.exitCode(), run.output());
    for (String model : List.of("vit-pretrained", "vit-pretrained-whitened")) {
      String name = "scores/star." + model + ".scores.json";
      assertEquals(r2(trained, name), r2(pipeline, name), name);
    }
    String page = Files.readString(pipeline.results().resolve("report.html"));
    assertTrue(
        page.contains(
            "The encoder was not trained in this run: it was given as theirs.safetensors (2 blocks"
                + " of width 16, patches of 8 pixels). It says that Protomass"),
        page);
    assertTrue(page.contains(pipeline.hashOf("../theirs.safetensors")), "no checksum");
    assertFalse(page.contains("pretrained on fractal flames"), page);
    assertFalse(page.contains("retraining on fractals"), page);
  }

  @Test
  void whatIsNoEncoderFileIsRefusedBeforeAnythingRuns() throws IOException {
    Pipeline pipeline = new Pipeline(RunFolder.of(getClass(), "refused"));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--encoder", "dinov2_vits14_pretrain.pth"));
    Pipeline.Result run = pipeline.run(options);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(
        run.output()
            .contains(
                "--encoder 'dinov2_vits14_pretrain.pth' is not written as it should be: give a"
                    + " safetensors file"),
        run.output());
    options.set(options.size() - 1, "none.safetensors");
    Pipeline.Result missing = pipeline.run(options);
    assertTrue(
        missing.output().contains("--encoder 'none.safetensors' is no file: give a"),
        missing.output());
    assertEquals(List.of(), missing.tasks("Submitted"));
  }

  private static JsonNode r2(Pipeline pipeline, String name) throws IOException {
    return new ObjectMapper().readTree(pipeline.results().resolve(name).toFile()).get("r2");
  }
}
