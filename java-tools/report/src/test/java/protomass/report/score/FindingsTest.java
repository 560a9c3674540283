package protomass.report.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;
import protomass.core.score.Prediction;
import protomass.core.score.Scores;

class FindingsTest {
  private static final int GROUPS = 30;

  @Test
  void saysThatPixelsAreAsGood() {
    Findings findings =
        new Findings(
            new ScoreBoard(
                List.of(
                    entry(Model.PIXELS, SplitBy.STAR, 0.5),
                    entry(Model.VIT_PRETRAINED, SplitBy.STAR, 0.3))));
    String text = findings.control(SplitBy.STAR);
    assertTrue(
        text.startsWith(
            "A control without any encoder does as well or better: the raw pixels reach"),
        text);
    assertTrue(
        text.endsWith(
            "do not show that the encoder adds anything to what the maps hold as they are."),
        text);
  }

  @Test
  void saysThatTheEncoderLeads() {
    Findings findings =
        new Findings(
            new ScoreBoard(
                List.of(
                    entry(Model.PIXELS, SplitBy.STAR, 0.2),
                    entry(Model.VIT_PRETRAINED, SplitBy.STAR, 0.8))));
    String text = findings.control(SplitBy.STAR);
    assertTrue(text.contains("the encoder’s lead is clear of zero"), text);
  }

  @Test
  void saysThatNothingBeatsTheMean() {
    Findings findings =
        new Findings(new ScoreBoard(List.of(entry(Model.PIXELS, SplitBy.STAR, -0.5))));
    String text = String.join(" ", findings.summary());
    assertTrue(
        text.contains("No model does better than one that always answers the mean mass"), text);
    assertFalse(text.contains("With only"), "30 groups are not few: " + text);
  }

  @Test
  void saysHowMuchTheSplitByMapGivesAway() {
    Findings findings =
        new Findings(
            new ScoreBoard(
                List.of(
                    entry(Model.PIXELS, SplitBy.STAR, 0.2),
                    entry(Model.PIXELS, SplitBy.MAP, 0.9))));
    String text = findings.leak().orElseThrow();
    assertTrue(
        text.contains("the same data look easier (the raw pixels: R²\u00a0=\u00a00.9"), text);
  }

  @Test
  void pairedDifferenceIsTheDifferenceOfScores() {
    ScoredModel first = entry(Model.VIT_PRETRAINED, SplitBy.STAR, 0.8);
    ScoredModel second = entry(Model.PIXELS, SplitBy.STAR, 0.2);
    PairedDifference difference = PairedDifference.between(first, second).orElseThrow();
    // Both are sums over 120 rows of numbers of order one: rounding is far below 1e-12.
    assertEquals(first.r2() - second.r2(), difference.difference(), 1e-12);
    assertTrue(difference.interval().lower() < difference.difference());
    assertTrue(difference.interval().upper() > difference.difference());
  }

  @Test
  void aModelDoesNotDifferFromItself() {
    ScoredModel entry = entry(Model.PIXELS, SplitBy.STAR, 0.2);
    PairedDifference difference = PairedDifference.between(entry, entry).orElseThrow();
    assertEquals(0, difference.difference());
    assertFalse(difference.isClear());
  }

  @Test
  void modelsTestedOnOtherRowsAreNotCompared() {
    ScoredModel first = entry(Model.VIT_PRETRAINED, SplitBy.STAR, 0.8);
    ScoredModel second = entry(Model.PIXELS, SplitBy.STAR, 0.2);
    List<Prediction> fewer = second.predictions().subList(1, second.predictions().size());
    ScoredModel cut = new ScoredModel(second.model(), second.scores(), fewer, "");
    assertTrue(PairedDifference.between(first, cut).isEmpty());
  }

  /** Predictions that follow the truth by a share, with an error that has no trend. */
  private static ScoredModel entry(Model model, SplitBy split, double share) {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < 4 * GROUPS; i++) {
      int group = i / 4;
      double truth = Math.sin(12.9898 * group) + 0.1 * Math.sin(i);
      double predicted = share * truth + 0.05 * Math.sin(78.233 * i);
      rows.add(
          new Prediction(
              "map-" + i, "g" + group, truth, predicted, Double.NaN, Double.NaN, List.of()));
    }
    Scores scores =
        Scores.of(
            model.key(),
            split,
            360,
            new double[] {-1, 1},
            rows,
            1,
            Provenance.of("protomass regress", 1L));
    return new ScoredModel(model, scores, rows, model.key());
  }
}
