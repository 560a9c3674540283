package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.core.catalogue.SplitBy;
import protomass.report.figure.Figure;
import protomass.report.figure.PredictionScatter;
import protomass.report.score.ScoredModel;

/** Predicted against true masses, a gallery per split. */
final class PredictionsSection implements Section {
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
    List<Gallery> galleries = new ArrayList<>();
    for (SplitBy split : material.board().splits()) {
      List<ScoredModel> shown =
          material.board().of(split).stream().filter(PredictionScatter::canDraw).toList();
      if (!shown.isEmpty()) {
        boolean folded = split != material.findings().mainSplit();
        galleries.add(new Gallery("Split by " + split.word(), figures(split, shown), folded));
      }
    }
    return Optional.of(
        Map.of(
            "predictions",
            Part.of(
                galleries,
                "No table of predictions (*.predictions.csv) was found beside the scores.")));
  }

  private static List<Figure> figures(SplitBy split, List<ScoredModel> shown) {
    PredictionScatter scatter = new PredictionScatter(shown);
    List<Figure> figures = new ArrayList<>();
    for (ScoredModel entry : shown) {
      figures.add(scatter.draw(entry, "mass-%s-%d".formatted(split.word(), figures.size())));
    }
    return figures;
  }
}
