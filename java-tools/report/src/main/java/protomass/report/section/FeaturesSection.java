package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import protomass.report.figure.ComponentScatter;
import protomass.report.figure.Figure;
import protomass.report.input.ComponentTable;
import protomass.report.score.Model;

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
    List<ComponentTable> alone = new ArrayList<>();
    for (ComponentTable table : material.inputs().components()) {
      List<ComponentTable> side = Model.OF_ONE_CHANNEL.contains(table.model()) ? alone : shown;
      boolean isNewModel = side.stream().noneMatch(other -> other.model().equals(table.model()));
      if (isNewModel && side.size() < MAXIMUM_FIGURES) {
        side.add(table);
      }
    }
    // One scale of masses for all.
    ComponentScatter scatter =
        new ComponentScatter(Stream.concat(shown.stream(), alone.stream()).toList());
    List<Figure> figures = draw(scatter, shown, "components-");
    return Optional.of(
        Map.of(
            "legend",
            ComponentScatter.legend(),
            "alone",
            draw(scatter, alone, "channel-"),
            "components",
            Part.of(
                figures,
                "No whitened features (*.whitening.safetensors) were found among the inputs.")));
  }

  private static List<Figure> draw(
      ComponentScatter scatter, List<ComponentTable> tables, String prefix) {
    List<Figure> figures = new ArrayList<>();
    for (ComponentTable table : tables) {
      figures.add(scatter.draw(table, prefix + figures.size()));
    }
    return figures;
  }
}
