package protomass.report.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import protomass.core.error.BadInputException;
import protomass.report.score.Numbers;

/**
 * Panels of one segmentation: maps beside the colours of their patch features.
 *
 * @param varianceRatios shares of the three components shown as red, green and blue, 0 to 1; empty
 *     when not given
 * @param selection how the maps were chosen; empty when not given
 */
public record Segmentation(
    String name,
    List<Panel> panels,
    List<Double> varianceRatios,
    String selection,
    Optional<Origin> origin) {
  /**
   * One map of gas: a row of column density, velocity, dispersion and features as colours.
   *
   * @param image the PNG
   * @param caption which map it is, in words
   */
  public record Panel(NamedFile image, String caption) {}

  /** What the name of a file cannot hold. */
  private static final Pattern NO_NAME = Pattern.compile("[/\\\\\\x00]");

  public Segmentation {
    panels = List.copyOf(panels);
    varianceRatios = List.copyOf(varianceRatios);
  }

  static Segmentation read(NamedFile file) {
    JsonNode tree = JsonTree.read(file.path());
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : tree.path("panels")) {
      panels.add(panel(file, panel));
    }
    List<Double> ratios = new ArrayList<>();
    tree.path("explained_variance_ratio").forEach(ratio -> ratios.add(ratio.asDouble()));
    return new Segmentation(
        file.folder(),
        panels,
        ratios,
        tree.path("selection").asText(""),
        Origin.of(file.name(), tree.path("provenance")));
  }

  private static Panel panel(NamedFile file, JsonNode panel) {
    String name = panel.path("file").asText("");
    // A panel lies in the segmentation's own folder.
    boolean isName = !name.isEmpty() && !NO_NAME.matcher(name).find();
    Path image = file.path().resolveSibling(isName ? name : "none");
    if (!isName || !Files.isRegularFile(image)) {
      throw new BadInputException(
          file.path(),
          "names the panel '" + name + "', which does not lie beside it",
          "copy the whole folder of 'protomass segment'");
    }
    String folder = file.folder().isEmpty() ? "" : file.folder() + "/";
    return new Panel(new NamedFile(image, folder + name), caption(panel));
  }

  private static String caption(JsonNode panel) {
    if (panel.path("caption").isTextual()) {
      return panel.path("caption").asText();
    }
    StringJoiner parts = new StringJoiner(", ");
    if (panel.path("id").isTextual()) {
      parts.add(panel.path("id").asText());
    }
    if (panel.path("mass_msun").isNumber()) {
      parts.add(Numbers.significant(panel.path("mass_msun").asDouble()) + " M☉");
    }
    if (panel.path("age_yr").isNumber()) {
      parts.add(Numbers.significant(panel.path("age_yr").asDouble()) + " yr old");
    }
    return parts.toString();
  }
}
