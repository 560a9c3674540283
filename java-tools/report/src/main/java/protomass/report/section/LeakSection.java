package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.core.catalogue.SplitBy;
import protomass.report.figure.LeakComparison;
import protomass.report.score.Findings;

/** How much the split by map gives away. */
final class LeakSection implements Section {
  @Override
  public String id() {
    return "leak";
  }

  @Override
  public String title() {
    return "What the split by map gives away";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    List<SplitBy> splits = material.board().splits();
    if (!splits.contains(SplitBy.STAR) || !splits.contains(SplitBy.MAP)) {
      return Optional.of(Map.of("missing", missing(splits)));
    }
    Findings findings = material.findings();
    List<String> sentences = new ArrayList<>();
    findings.leak().ifPresent(sentences::add);
    sentences.add(findings.control(SplitBy.STAR));
    LeakComparison comparison = new LeakComparison(material.board());
    return Optional.of(
        Map.of(
            "missing",
            "",
            "sentences",
            sentences,
            "figure",
            comparison.draw("leak-figure"),
            "legend",
            comparison.legend()));
  }

  private static String missing(List<SplitBy> splits) {
    List<String> found = splits.stream().map(split -> "by " + split.word()).toList();
    return "Scores for the split by star and for the split by map are both needed here; found: %s."
        .formatted(found.isEmpty() ? "none" : String.join(", ", found));
  }
}
