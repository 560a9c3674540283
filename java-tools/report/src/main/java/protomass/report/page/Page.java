package protomass.report.page;

import java.util.List;
import protomass.report.figure.Figure;
import protomass.report.figure.LegendEntry;
import protomass.report.score.Findings;

/**
 * All that the template sets. A part whose {@code missing} is not empty has no content but that
 * sentence.
 */
public record Page(
    String version,
    List<String> summary,
    List<Findings.Finding> findings,
    ScoreTable scoreTable,
    List<DetailRow> allScores,
    Leak leak,
    Part<Gallery> predictions,
    Part<Gallery> components,
    Part<ImageGroup> segmentation,
    Part<ImageGroup> fractals,
    List<Quantity> shards,
    Part<Training> pretraining,
    Part<Origin> provenance,
    String workflowRun) {

  /** Content, or a sentence on what was not found. */
  public record Part<T>(List<T> items, String missing) {
    /** The part with a sentence that stands only where there are no items. */
    static <T> Part<T> of(List<T> items, String missing) {
      return new Part<>(List.copyOf(items), items.isEmpty() ? missing : "");
    }
  }

  /** One line of the table of all scores, as text. */
  public record DetailRow(
      String model,
      String split,
      String r2,
      String r2Interval,
      String rmse,
      String rmseInterval,
      String mae,
      String trainingRows,
      String testRows,
      String testGroups) {}

  /** How much the split by map gives away. */
  public record Leak(
      List<String> sentences, Figure figure, List<LegendEntry> legend, String missing) {}

  /**
   * Figures side by side.
   *
   * @param folded whether it starts closed
   */
  public record Gallery(String title, List<Figure> figures, boolean folded) {}

  /** Raster images under a common text. */
  public record ImageGroup(String title, List<EmbeddedImage> images, String note) {}

  /** Curves and recipe of one pretraining run; {@code recipe} is JSON or empty. */
  public record Training(
      String title, String note, List<Panel> panels, String missingPanels, String recipe) {}

  /** A figure with a legend of its own. */
  public record Panel(Figure figure, List<LegendEntry> legend) {}

  /** A name and a number as text. */
  public record Quantity(String name, String value) {}

  /** Where one artefact comes from. */
  public record Origin(
      String artefact, String version, String commandLine, String seed, List<Quantity> inputs) {}
}
