package protomass.report.score;

import java.util.List;
import protomass.core.catalogue.SplitBy;
import protomass.core.score.Prediction;
import protomass.core.score.Scores;

/**
 * A model's scores for one kind of split and the predictions that they rest on.
 *
 * @param predictions one per test row; empty when no table of predictions lay beside the scores
 * @param file the scores' path below the folder of inputs
 */
public record ScoredModel(Model model, Scores scores, List<Prediction> predictions, String file) {
  public ScoredModel {
    predictions = List.copyOf(predictions);
  }

  public SplitBy splitBy() {
    return scores.splitBy();
  }

  public double r2() {
    return scores.r2();
  }
}
