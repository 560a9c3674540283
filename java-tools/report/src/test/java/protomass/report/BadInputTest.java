package protomass.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.testing.Unsealed;

/** Each input that cannot be used ends in one line and leaves no page behind. */
class BadInputTest {
  @TempDir Path folder;
  private Path inputs;
  private Path page;
  private SampleRun run;

  @BeforeEach
  void makeRun() throws Exception {
    inputs = Files.createDirectories(folder.resolve("inputs"));
    page = folder.resolve("report.html");
    run = new SampleRun(inputs);
  }

  @Test
  void absentFolder() {
    assertRefused(
        65,
        folder.resolve("nowhere")
            + ": does not exist; give --inputs the folder that holds the results of a run",
        ReportFixture.report(folder.resolve("nowhere"), page));
  }

  @Test
  void fileInsteadOfFolder() throws Exception {
    run.text("a.txt", "x");
    assertRefused(
        65,
        "a.txt: is not a folder; give --inputs",
        ReportFixture.report(inputs.resolve("a.txt"), page));
  }

  @Test
  void absentOption() {
    assertRefused(2, "Missing required option: '--inputs=DIR'", ReportFixture.run("--out", page));
  }

  @Test
  void emptyFolder() {
    assertRefused(65, "inputs: holds nothing to report; give --inputs a folder with", report());
  }

  @Test
  void truncatedScores() throws Exception {
    run.text("vit-random.scores.json", "{\"model\": \"vit-random\", ");
    assertRefused(65, "vit-random.scores.json: is not the JSON expected", report());
  }

  @Test
  void emptyScores() throws Exception {
    run.text("vit-random.scores.json", "");
    assertRefused(65, "vit-random.scores.json: is not the JSON expected", report());
  }

  @Test
  void brokenPredictions() throws Exception {
    run.scores("pixels", SplitBy.STAR, 0.5);
    run.text("scores/pixels-star.predictions.csv", "id,group\n1,2\n");
    assertRefused(65, "pixels-star.predictions.csv: is damaged", report());
    Unsealed.json(inputs.resolve("scores/pixels-star.scores.json"));
    assertRefused(65, "pixels-star.predictions.csv: is not a table of predictions", report());
  }

  @Test
  void twoScoresOfOneModel() throws Exception {
    run.scores("pixels", SplitBy.STAR, 0.5);
    new SampleRun(inputs.resolve("other")).scores("pixels", SplitBy.STAR, 0.2);
    assertRefused(
        65,
        "scores model 'pixels' split by star, and so does other/scores/pixels-star.scores.json with"
            + " other numbers; keep the results of one run in the folder",
        report());
  }

  @Test
  void aPageInPlaceOfWhatItTells() throws Exception {
    run.scores("pixels", SplitBy.STAR, 0.5);
    for (String name : List.of("pixels-star.scores.json", "pixels-star.predictions.csv")) {
      Path input = inputs.resolve("scores").resolve(name);
      byte[] before = Files.readAllBytes(input);
      ReportFixture result = ReportFixture.report(inputs, input);
      assertEquals(2, result.exitCode(), result.err());
      assertTrue(result.err().contains("is the input"), result.err());
      assertArrayEquals(before, Files.readAllBytes(input));
    }
    // Among its inputs, and there already, but none of them.
    Path inside = inputs.resolve("report.html");
    assertEquals(0, ReportFixture.report(inputs, inside).exitCode());
    assertEquals(0, ReportFixture.report(inputs, inside).exitCode());
  }

  @Test
  void brokenMetrics() throws Exception {
    run.text("metrics.jsonl", "{\"iteration\": 0, \"loss\": 1}\n{\"iteration\": 1, \"lo");
    assertRefused(65, "metrics.jsonl: line 2 is not JSON", report());
  }

  @Test
  void metricsWithoutIteration() throws Exception {
    run.text("metrics.jsonl", "{\"loss\": 1}\n");
    assertRefused(
        65, "metrics.jsonl: line 1 has no whole number 'iteration'; copy the file again", report());
  }

  @Test
  void recipeThatIsNoObject() throws Exception {
    run.text("recipe.json", "[1]");
    assertRefused(65, "recipe.json: is not a JSON object; make or copy the file again", report());
  }

  /** What no version of the writers wrote is said to be so, and never left out in silence. */
  @Test
  void recordsWithAnotherKey() throws Exception {
    run.segmentation("", List.of());
    Path segmentation = inputs.resolve("segmentation.json");
    Unsealed.json(segmentation);
    String renamed = Files.readString(segmentation).replace("\"panels\"", "\"pictures\"");
    Files.writeString(segmentation, renamed);
    assertRefused(65, "segmentation.json: is not the JSON expected", report());
    Files.delete(segmentation);
    run.manifest("a", 0, 2000, 3, 0.6);
    Path manifest = inputs.resolve("a.manifest.json");
    Unsealed.json(manifest);
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"least_coverage\"", "\"least\""));
    assertRefused(65, "a.manifest.json: is not the JSON expected", report());
    Files.delete(manifest);
    run.text("run.json", "{\"parameters\": {}}");
    assertRefused(65, "run.json: is not the JSON expected", report());
  }

  @Test
  void whiteningOfAnUnknownSplit() {
    SafetensorsWriter.write(
        inputs.resolve("a" + WhiteningHeader.SUFFIX),
        Map.of("model", "pixels", "split_by", "moon", "catalogue_sha256", "0"),
        List.of(
            Tensor.of(WhiteningHeader.WHITENED, new double[4], 2, 2),
            Tensor.of(WhiteningHeader.EXPLAINED_VARIANCE, new double[2], 2),
            Tensor.of(WhiteningHeader.LOG_MASS, new double[2], 2),
            Tensor.of(WhiteningHeader.IS_TEST, new long[2], 2)));
    assertRefused(65, "has metadata that cannot be (no split is by 'moon')", report());
  }

  @Test
  void manifestWithoutCount() throws Exception {
    run.text("a.manifest.json", "{}");
    assertRefused(65, "a.manifest.json: has no whole number 'count'", report());
  }

  /** What a picture, a hash or a number of another kind ended in an internal error once. */
  @Test
  void namesNumbersAndHashesThatCannotBe() throws Exception {
    run.segmentation("", List.of("a\0b"));
    assertRefused(65, "which does not lie beside it", report());
    run.segmentation("", List.of("../inputs/segmentation.json"));
    assertRefused(65, "which does not lie beside it", report());
    Files.delete(inputs.resolve("segmentation.json"));
    run.text("a.manifest.json", "{\"count\": 9223372036854775808}");
    assertRefused(65, "a.manifest.json: has no whole number 'count'", report());
    Files.delete(inputs.resolve("a.manifest.json"));
    run.text("metrics.jsonl", "{\"iteration\": 9223372036854775808}\n");
    assertRefused(65, "line 1 has no whole number 'iteration'", report());
    Files.delete(inputs.resolve("metrics.jsonl"));
    run.scores("pixels", SplitBy.STAR, 0.5);
    Path scores = inputs.resolve("scores/pixels-star.scores.json");
    String whole = Unsealed.json(Files.readString(scores));
    Files.writeString(scores, whole.replaceFirst("\"[0-9a-f]{64}\"", "null"));
    assertRefused(65, "checksum of an input is null", report());
    Files.writeString(scores, whole);
    Path table = inputs.resolve("scores/pixels-star.predictions.csv");
    List<String> lines = Files.readAllLines(table);
    lines.set(1, lines.get(1).replaceFirst("(group-[0-9]+),[^,]*,", "$1,1e308,"));
    Files.write(table, lines);
    assertRefused(65, "log10 of a mass is 1e308", report());
  }

  @Test
  void pictureThatIsDamaged() throws Exception {
    run.image("a.contact-sheet.png", 64, 64);
    Path picture = inputs.resolve("a.contact-sheet.png");
    byte[] bytes = Files.readAllBytes(picture);
    bytes[bytes.length / 2] ^= 1;
    Files.write(picture, bytes);
    assertRefused(65, "a.contact-sheet.png: cannot be shown", report());
  }

  @Test
  void pictureThatIsNone() throws Exception {
    run.text("a.contact-sheet.png", "not a picture");
    assertRefused(65, "a.contact-sheet.png: cannot be shown (no PNG image)", report());
  }

  /** Numbers that a figure would draw without end. */
  @Test
  void massesThatCannotBe() throws Exception {
    run.scores("pixels", SplitBy.STAR, 0.5);
    Path scores = inputs.resolve("scores/pixels-star.scores.json");
    String whole = Unsealed.json(Files.readString(scores));
    Files.writeString(
        scores, whole.replaceFirst("\"maximum_log_mass\" : [^,]*", "\"maximum_log_mass\" : 1e9"));
    assertRefused(65, "log10 masses run from -1.5 to 1.0E9", report());
  }

  @Test
  void segmentationWhosePictureIsNoRowOfSquares() throws Exception {
    run.segmentation("", List.of("a.png"));
    run.image("a.png", 1000, 256);
    assertRefused(65, "a.png: is 1000 x 256 pixels, not four squares side by side", report());
    run.text("a.png", "not a picture");
    assertRefused(65, "a.png: cannot be shown (no PNG image)", report());
  }

  @Test
  void segmentationWithoutItsPanel() throws Exception {
    run.segmentation("", List.of("gone.png"));
    assertRefused(
        65,
        "segmentation.json: names the panel 'gone.png', which does not lie beside it; copy the"
            + " whole folder of 'protomass segment'",
        report());
  }

  @Test
  void whiteningWithOneComponent() {
    writeWhitening(new double[] {1, 2}, 2, 1, new double[] {1, 2});
    assertRefused(
        65,
        "tensor 'whitened' has the shape [2, 1], not (rows, 2 or more); make it again",
        report());
  }

  @Test
  void whiteningWithTooFewMasses() {
    writeWhitening(new double[] {1, 2, 3, 4}, 2, 2, new double[] {1});
    assertRefused(65, "tensors do not fit: whitened [2, 2]", report());
  }

  @Test
  void brokenPageIsNotLeftWhereAnOldOneStood() throws Exception {
    Files.writeString(page, "old");
    run.text("recipe.json", "{");
    assertEquals(65, report().exitCode());
    assertEquals("old", Files.readString(page));
  }

  private void writeWhitening(double[] whitened, int rows, int components, double[] logMass) {
    SafetensorsWriter.write(
        inputs.resolve("a" + WhiteningHeader.SUFFIX),
        new WhiteningHeader("pixels", SplitBy.STAR, "0", Provenance.of("protomass whiten", null))
            .metadata(),
        List.of(
            Tensor.of(WhiteningHeader.WHITENED, whitened, rows, components),
            Tensor.of(WhiteningHeader.EXPLAINED_VARIANCE, new double[components], components),
            Tensor.of(WhiteningHeader.LOG_MASS, logMass, logMass.length),
            Tensor.of(WhiteningHeader.IS_TEST, new long[logMass.length], logMass.length)));
  }

  private ReportFixture report() {
    return ReportFixture.report(inputs, page);
  }

  private void assertRefused(int exitCode, String message, ReportFixture result) {
    assertEquals(exitCode, result.exitCode(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(Files.exists(page), "a page was written");
  }
}
