package protomass.report.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protomass.core.artefact.Segmentation;
import protomass.report.input.SegmentationPanels;
import protomass.report.score.Numbers;

/**
 * What the components of patch tokens stand for.
 *
 * @param blocks one per encoder
 */
public record CorrelationTable(List<Block> blocks) {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  /**
   * The components of one encoder.
   *
   * @param sentence what each follows most
   */
  public record Block(String encoder, List<Row> rows, String sentence) {}

  /**
   * One component.
   *
   * @param share of the variance of patch tokens
   * @param correlations with log column density, velocity, its absolute value, dispersion
   */
  public record Row(String component, String share, List<String> correlations) {}

  static CorrelationTable of(List<SegmentationPanels> segmentations) {
    return new CorrelationTable(segmentations.stream().map(CorrelationTable::block).toList());
  }

  private static Block block(SegmentationPanels segmentation) {
    Segmentation record = segmentation.record();
    List<Row> rows = new ArrayList<>();
    List<String> follows = new ArrayList<>();
    for (int k = 0; k < record.correlations().size() && k < COLOURS.size(); k++) {
      Map<String, Double> r = named(record.correlations().get(k));
      List<Double> shares = record.explainedVarianceRatio();
      rows.add(
          new Row(
              "%d (%s)".formatted(k + 1, COLOURS.get(k)),
              k < shares.size() ? Numbers.percent(shares.get(k)) : Numbers.ABSENT,
              r.values().stream()
                  .map(value -> Double.isFinite(value) ? Numbers.signed(value) : Numbers.ABSENT)
                  .toList()));
      String colour = COLOURS.get(k);
      r.entrySet().stream()
          .filter(entry -> Double.isFinite(entry.getValue()))
          .max(java.util.Comparator.comparingDouble(entry -> Math.abs(entry.getValue())))
          .ifPresent(
              most ->
                  follows.add(
                      "%s %s (%s)"
                          .formatted(colour, most.getKey(), Numbers.signed(most.getValue()))));
    }
    String sentence =
        follows.isEmpty()
            ? ""
            : "%s: %s.".formatted(segmentation.encoderName(), String.join(", ", follows));
    return new Block(segmentation.encoderName(), rows, sentence);
  }

  private static Map<String, Double> named(Segmentation.Correlations r) {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("log Σ", r.logColumnDensity());
    named.put("v", r.velocity());
    named.put("|v|", r.speed());
    named.put("σ", r.dispersion());
    return named;
  }
}
