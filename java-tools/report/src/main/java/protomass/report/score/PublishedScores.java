package protomass.report.score;

import java.util.Map;
import java.util.Optional;

/**
 * What the study reports in its Table 1, as printed there, for 32,000 snapshots of its own
 * simulations: 24,000 training and 8,000 test rows. It gives no unit of RMSE.
 */
public record PublishedScores(String r2, String rmse) {
  private static final Map<Model, PublishedScores> STUDY =
      Map.of(
          Model.RESNET_UNTRAINED, new PublishedScores("−1.9", "0.34"),
          Model.RESNET_TRAINED, new PublishedScores("0.80", "0.089"),
          Model.VIT_RANDOM, new PublishedScores("−0.58", "0.52"),
          Model.VIT_PRETRAINED, new PublishedScores("0.80", "0.089"),
          Model.VIT_PRETRAINED_WHITENED, new PublishedScores("0.81", "0.088"));

  /** The study's scores of a model, if it has that model. */
  public static Optional<PublishedScores> of(Model model) {
    return Optional.ofNullable(STUDY.get(model));
  }

  public double r2Value() {
    return Double.parseDouble(r2.replace('−', '-'));
  }

  public double rmseValue() {
    return Double.parseDouble(rmse);
  }

  /**
   * The standard deviation of the true test values, in the unit of RMSE: R² is 1 − RMSE² over its
   * square. It must be the same for all models that were tested on the same rows.
   */
  public double impliedSpread() {
    return rmseValue() / Math.sqrt(1 - r2Value());
  }
}
