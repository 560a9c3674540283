package protomass.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.catalogue.SplitBy;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.score.Scores;
import protomass.core.score.Scores.Interval;
import protomass.core.score.TrainingMasses;

/** What is not there is said to be missing, with the reason. */
class SparseReportTest {
  @TempDir Path folder;

  @Test
  void scoresAloneNameEverythingThatIsMissing() throws Exception {
    SampleRun run = new SampleRun(folder.resolve("inputs"));
    run.scores("vit-pretrained", SplitBy.STAR, 0.4);
    Files.delete(folder.resolve("inputs/scores/vit-pretrained-star.predictions.csv"));
    String html = page();
    assertAll(
        () -> contains(html, "for the split by map are both needed here; found: by star."),
        () -> contains(html, "No table of predictions (*.predictions.csv) was found"),
        () -> contains(html, "No whitened features (*.whitening.safetensors) were found"),
        () -> contains(html, "No segmentation.json with panels was found"),
        () -> contains(html, "Sample maps are taken from a segmentation"),
        () -> contains(html, "No contact sheet (*.contact-sheet.png) was found"),
        () -> contains(html, "No manifests of fractal shards (*.manifest.json) were found"),
        () -> contains(html, "Neither metrics.jsonl nor recipe.json was found"),
        () -> contains(html, "No run.json of the workflow was found"),
        () -> contains(html, "no scores of this model for this split were found"),
        () -> contains(html, "Whether pretraining on fractals changed anything cannot be said"),
        () -> contains(html, "there are no scores of the controls split by star"));
  }

  @Test
  void pretrainingAloneIsReportedWithoutScores() throws Exception {
    new SampleRun(folder.resolve("inputs")).pretraining("checkpoint");
    String html = page();
    contains(html, "No scores were found among the inputs");
    contains(html, "Cross-entropy of DINO");
  }

  @Test
  void absentQuantitiesOfTheLogHaveNoPanel() throws Exception {
    new SampleRun(folder.resolve("inputs"))
        .text(
            "metrics.jsonl", "{\"iteration\": 0, \"loss\": 2}\n{\"iteration\": 1, \"loss\": 1}\n");
    String html = page();
    contains(html, "Total loss and its other terms");
    assertFalse(html.contains("Effective rank of the features</h4>"));
    contains(html, "No recipe.json lies beside metrics.jsonl");
  }

  @Test
  void notANumberIsADashWithItsReason() throws Exception {
    Scores scores =
        new Scores(
            "pixels",
            SplitBy.STAR,
            10,
            4,
            1,
            Double.NaN,
            0.5,
            0.4,
            new Interval(null, null),
            new Interval(null, null),
            List.of(),
            TrainingMasses.of(new double[] {}),
            Provenance.of("protomass regress", 1L));
    Json.write(folder.resolve("inputs/pixels.scores.json"), scores);
    ReportFixture run = ReportFixture.report(folder.resolve("inputs"), folder.resolve("page.html"));
    assertEquals(0, run.exitCode(), run.err());
    String html = Files.readString(folder.resolve("page.html"));
    contains(html, "not a finite number: the test rows have no spread in mass");
    contains(html, "no interval: it takes at least five groups of test stars");
    contains(html, "No model has a finite R²");
    assertFalse(html.contains("NaN"), "NaN stands on the page");
    assertTrue(run.out().contains("pixels  by star   -             -       0.500"), run.out());
  }

  @Test
  void anEncoderThatWasGivenIsNamedAndNothingIsSaidOfFractals() throws Exception {
    SampleRun run = new SampleRun(folder.resolve("inputs"));
    run.scores("vit-pretrained", SplitBy.STAR, 0.4);
    run.scores("vit-random", SplitBy.STAR, 0.2);
    List<Tensor> weights =
        List.of(
            Tensor.of("patch_embed.proj.weight", new float[2 * 3 * 4 * 4], 2, 3, 4, 4),
            Tensor.of("blocks.0.norm1.weight", new float[2], 2));
    Path own = folder.resolve("own.safetensors");
    Path foreign = folder.resolve("foreign.safetensors");
    SafetensorsWriter.write(own, new Provenance("0.1.0", "x", 7L, Map.of()).asText(), weights);
    SafetensorsWriter.write(foreign, Map.of(), weights);
    String html = page(own);
    assertAll(
        () ->
            contains(
                html,
                "it was given as own.safetensors (1 block of width 2, patches of 4 pixels). It says"
                    + " that Protomass 0.1.0 made it with the seed 7."),
        () -> contains(html, "Its SHA-256 is " + Checksum.sha256(own)),
        () -> contains(html, "Pretraining as in own.safetensors moved R²"),
        () -> contains(page(foreign), "It states no origin, as files of other programs do."),
        () -> assertFalse(html.contains("on fractal"), "says that it was trained on fractals"),
        () -> assertFalse(html.contains("id=\"fractals\""), "has a section on fractals"));

    Path none = folder.resolve("none.safetensors");
    SafetensorsWriter.write(none, Map.of(), List.of(Tensor.of("x", new float[1], 1)));
    ReportFixture refused =
        ReportFixture.run(
            "--inputs", folder.resolve("inputs"), "--out", folder.resolve("no"), "--encoder", none);
    assertEquals(65, refused.exitCode());
    assertTrue(refused.err().contains("none.safetensors: has no tensor 'patch_embed"));
    assertFalse(Files.exists(folder.resolve("no")));
  }

  @Test
  void unknownModelStandsUnderItsOwnNameEscaped() throws Exception {
    new SampleRun(folder.resolve("inputs")).scores("my <b>net</b>", SplitBy.CLOUD, 0.4);
    String html = page();
    contains(html, "my &lt;b&gt;net&lt;/b&gt;");
    contains(html, "Other models");
    contains(html, "Split by cloud");
    assertFalse(html.contains("<b>net"), "a name from a file is markup");
  }

  private String page(Path encoder) throws Exception {
    Path page = folder.resolve("page.html");
    ReportFixture run =
        ReportFixture.run(
            "--inputs", folder.resolve("inputs"), "--out", page, "--encoder", encoder);
    assertEquals(0, run.exitCode(), run.err());
    return Files.readString(page);
  }

  private String page() throws Exception {
    ReportFixture run = ReportFixture.report(folder.resolve("inputs"), folder.resolve("page.html"));
    assertEquals(0, run.exitCode(), run.err());
    return Files.readString(folder.resolve("page.html"));
  }

  private static void contains(String html, String text) {
    assertTrue(html.contains(text), "the page does not say: " + text);
  }
}
