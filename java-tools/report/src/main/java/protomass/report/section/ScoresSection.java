package protomass.report.section;

import java.util.Map;
import java.util.Optional;
import protomass.core.score.Scores;
import protomass.report.score.Numbers;
import protomass.report.score.ScoredModel;

/** Table 1 of the study, and a list of all scores. */
final class ScoresSection implements Section {
  /** One line of the table of all scores, as text. */
  public record DetailRow(
      String model,
      String split,
      String r2,
      String r2Interval,
      String rmse,
      String rmseInterval,
      String relativeRmse,
      String mae,
      String trainingRows,
      String testRows,
      String testGroups) {}

  @Override
  public String id() {
    return "scores";
  }

  @Override
  public String title() {
    return "Scores";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    return Optional.of(
        Map.of(
            "table", ScoreTable.of(material.board()),
            "allScores", material.board().entries().stream().map(ScoresSection::detail).toList()));
  }

  private static DetailRow detail(ScoredModel entry) {
    Scores scores = entry.scores();
    return new DetailRow(
        entry.model().name(),
        scores.splitBy().word(),
        Numbers.r2(scores.r2()),
        Numbers.r2(scores.r2Interval()),
        Numbers.dex(scores.rmseDex()),
        Numbers.dex(scores.rmseInterval()),
        Numbers.dex(scores.relativeRmse()),
        Numbers.dex(scores.maeDex()),
        Numbers.count(scores.trainingRows()),
        Numbers.count(scores.testRows()),
        Numbers.count(scores.testGroups()));
  }
}
