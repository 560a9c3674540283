package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.report.figure.ComponentScatter;
import protomass.report.figure.Figure;
import protomass.report.input.ComponentTable;

/** The first two components of each model's features. */
final class FeaturesSection implements Section {
  private static final int MAXIMUM_FIGURES = 6;

  @Override
  public String id() {
    return "features";
  }

  @Override
  public String title() {
    return "Features";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    List<ComponentTable> shown = new ArrayList<>();
    for (ComponentTable table : material.inputs().components()) {
      boolean isNewModel = shown.stream().noneMatch(other -> other.model().equals(table.model()));
      if (isNewModel && shown.size() < MAXIMUM_FIGURES) {
        shown.add(table);
      }
    }
    ComponentScatter scatter = new ComponentScatter(shown);
    List<Figure> figures = new ArrayList<>();
    for (ComponentTable table : shown) {
      figures.add(scatter.draw(table, "components-" + figures.size()));
    }
    return Optional.of(
        Map.of(
            "components",
            Part.of(
                figures,
                "No whitened features (*.whitening.safetensors) were found among the inputs.")));
  }
}
