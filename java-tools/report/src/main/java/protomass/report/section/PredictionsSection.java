package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.core.catalogue.SplitBy;
import protomass.report.figure.Figure;
import protomass.report.figure.LegendEntry;
import protomass.report.figure.MassResiduals;
import protomass.report.figure.PredictionScatter;
import protomass.report.figure.PredictionScatter.Scale;
import protomass.report.score.Model;
import protomass.report.score.ScoredModel;

/**
 * Predicted against true masses, a part per split: the two models that the study compares side by
 * side, how they err by mass, and all others.
 */
final class PredictionsSection implements Section {
  /** In the study's order: Fig. 2(b), then 2(c). */
  private static final List<Model> COMPARED =
      List.of(Model.VIT_PRETRAINED_WHITENED, Model.RESNET_TRAINED);

  /**
   * What is shown of one split.
   *
   * @param compared the models side by side; may be empty
   * @param linear the same where equal differences of mass are equally long
   * @param residuals how these err by mass; may be empty
   * @param folded whether it starts closed
   */
  public record SplitPart(
      String title,
      List<Figure> compared,
      List<Figure> linear,
      List<Residuals> residuals,
      List<Figure> others,
      boolean folded) {}

  /** A figure with its legend and its numbers. */
  public record Residuals(Figure figure, List<LegendEntry> legend, MassTable table) {}

  @Override
  public String id() {
    return "predictions";
  }

  @Override
  public String title() {
    return "Predicted and true mass";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    List<SplitPart> parts = new ArrayList<>();
    for (SplitBy split : material.board().splits()) {
      List<ScoredModel> shown =
          material.board().of(split).stream().filter(PredictionScatter::canDraw).toList();
      if (!shown.isEmpty()) {
        boolean folded = split != material.findings().mainSplit();
        parts.add(part(split, shown, folded));
      }
    }
    return Optional.of(
        Map.of(
            "predictions",
            Part.of(
                parts,
                "No table of predictions (*.predictions.csv) was found beside the scores.")));
  }

  private static SplitPart part(SplitBy split, List<ScoredModel> shown, boolean folded) {
    List<ScoredModel> compared =
        COMPARED.stream()
            .flatMap(model -> shown.stream().filter(entry -> entry.model().equals(model)))
            .toList();
    // All models of a split share their axes.
    PredictionScatter scatter = new PredictionScatter(shown, Scale.RATIOS);
    PredictionScatter linear = new PredictionScatter(compared, Scale.DIFFERENCES);
    List<Figure> pair = new ArrayList<>();
    List<Figure> linearPair = new ArrayList<>();
    List<Figure> others = new ArrayList<>();
    for (ScoredModel entry : compared) {
      String id = "mass-%s-compared-%d".formatted(split.word(), pair.size());
      pair.add(scatter.draw(entry, id, true));
      linearPair.add(linear.draw(entry, id + "-linear", true));
    }
    for (ScoredModel entry : shown) {
      if (!compared.contains(entry)) {
        others.add(scatter.draw(entry, "mass-%s-%d".formatted(split.word(), others.size()), false));
      }
    }
    return new SplitPart(
        "Split by " + split.word(), pair, linearPair, residuals(split, compared), others, folded);
  }

  private static List<Residuals> residuals(SplitBy split, List<ScoredModel> compared) {
    MassResiduals residuals = new MassResiduals(compared);
    return residuals.canDraw()
        ? List.of(
            new Residuals(
                residuals.draw("residuals-" + split.word()),
                residuals.legend(),
                MassTable.of(compared)))
        : List.of();
  }
}
