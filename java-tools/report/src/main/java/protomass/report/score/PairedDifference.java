package protomass.report.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.core.score.GroupBootstrap;
import protomass.core.score.Prediction;
import protomass.core.score.Scores.Interval;

/**
 * By how much one model's R² differs from another's on the same test rows. The two intervals of the
 * models overlap even where one is always the better, since both rise and fall with the stars
 * drawn; here each bootstrap sample scores both models on the same stars.
 *
 * @param difference R² of the first model minus R² of the second
 * @param interval 95 per cent interval of it, whole groups of stars drawn together; without ends
 *     when the test rows have fewer than five groups
 */
public record PairedDifference(double difference, Interval interval) {
  private static final long SEED = 1;

  private record Row(double truth, double first, double second) {}

  /** The difference, unless the two models were not tested on the same rows. */
  public static Optional<PairedDifference> between(ScoredModel first, ScoredModel second) {
    List<List<Row>> groups = pairedGroups(first.predictions(), second.predictions());
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    double difference = r2Difference(groups);
    return Double.isFinite(difference)
        ? Optional.of(new PairedDifference(difference, bootstrap(groups)))
        : Optional.empty();
  }

  /** Whether the whole interval lies on one side of zero. */
  public boolean isClear() {
    return Numbers.hasBothEnds(interval) && interval.lower() * interval.upper() > 0;
  }

  private static List<List<Row>> pairedGroups(List<Prediction> first, List<Prediction> second) {
    Map<String, Prediction> byId = new LinkedHashMap<>();
    second.forEach(row -> byId.put(row.id(), row));
    if (first.size() != second.size() || byId.size() != second.size()) {
      return List.of();
    }
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Prediction row : first) {
      Prediction other = byId.get(row.id());
      if (other == null || other.logMassTrue() != row.logMassTrue()) {
        return List.of();
      }
      groups
          .computeIfAbsent(row.group(), key -> new ArrayList<>())
          .add(new Row(row.logMassTrue(), row.logMassPredicted(), other.logMassPredicted()));
    }
    return List.copyOf(groups.values());
  }

  private static Interval bootstrap(List<List<Row>> groups) {
    return GroupBootstrap.interval(
        groups.size(),
        SEED,
        "report.paired-difference",
        drawn -> r2Difference(Arrays.stream(drawn).mapToObj(groups::get).toList()));
  }

  /** R² is 1 − Σ(error²)/Σ(deviation²), so the difference needs the deviations once. */
  private static double r2Difference(List<List<Row>> groups) {
    double sum = 0;
    long rows = 0;
    for (List<Row> group : groups) {
      for (Row row : group) {
        sum += row.truth();
      }
      rows += group.size();
    }
    double mean = sum / rows;
    double deviations = 0;
    double errors = 0;
    for (List<Row> group : groups) {
      for (Row row : group) {
        deviations += square(row.truth() - mean);
        errors += square(row.second() - row.truth()) - square(row.first() - row.truth());
      }
    }
    return errors / deviations;
  }

  private static double square(double value) {
    return value * value;
  }
}
