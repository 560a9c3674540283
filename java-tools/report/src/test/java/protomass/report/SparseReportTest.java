package protomass.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.catalogue.SplitBy;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
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
  void unknownModelStandsUnderItsOwnNameEscaped() throws Exception {
    new SampleRun(folder.resolve("inputs")).scores("my <b>net</b>", SplitBy.CLOUD, 0.4);
    String html = page();
    contains(html, "my &lt;b&gt;net&lt;/b&gt;");
    contains(html, "Other models");
    contains(html, "Split by cloud");
    assertFalse(html.contains("<b>net"), "a name from a file is markup");
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
