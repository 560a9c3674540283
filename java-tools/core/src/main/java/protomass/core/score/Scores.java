package protomass.core.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;
import smile.validation.metric.MAD;
import smile.validation.metric.R2;
import smile.validation.metric.RMSE;

/**
 * How well a model predicts log10(mass / Msun) on the test rows.
 *
 * @param model the model's key, such as {@code vit-pretrained-whitened}
 * @param splitBy how training and test rows were kept apart
 * @param r2 coefficient of determination on the test rows
 * @param rmseDex root mean square error [dex]
 * @param maeDex mean absolute error [dex]
 * @param r2Interval 95 per cent interval of {@code r2}: bootstrap over groups of test stars, whole
 *     groups drawn together
 * @param massBins the same by decade-third of true mass
 */
public record Scores(
    String model,
    SplitBy splitBy,
    int trainingRows,
    int testRows,
    int testGroups,
    double r2,
    double rmseDex,
    double maeDex,
    Interval r2Interval,
    Interval rmseInterval,
    List<MassBin> massBins,
    Provenance provenance) {
  public Scores {
    if (r2Interval == null || rmseInterval == null || provenance == null) {
      throw new IllegalArgumentException("an interval or the provenance is null");
    }
    massBins = List.copyOf(massBins);
  }

  /** What a file name of scores ends with. */
  public static final String SUFFIX = ".scores.json";

  private static final double BINS_PER_DECADE = 3;

  /** The ends of a 95 per cent interval; null with fewer than five groups. */
  public record Interval(Double lower, Double upper) {}

  /** Scores of the test rows with log10 mass in [lower, upper). */
  public record MassBin(
      double lowerLogMass, double upperLogMass, int rows, double rmseDex, double biasDex) {}

  /**
   * Scores predictions.
   *
   * @param seed seed of the bootstrap
   */
  public static Scores of(
      String model,
      SplitBy splitBy,
      int trainingRows,
      List<Prediction> predictions,
      long seed,
      Provenance provenance) {
    double[] truth = predictions.stream().mapToDouble(Prediction::logMassTrue).toArray();
    double[] predicted = predictions.stream().mapToDouble(Prediction::logMassPredicted).toArray();
    List<int[]> groups = groups(predictions);
    return new Scores(
        model,
        splitBy,
        trainingRows,
        predictions.size(),
        groups.size(),
        R2.of(truth, predicted),
        RMSE.of(truth, predicted),
        MAD.of(truth, predicted),
        bootstrap(truth, predicted, groups, seed, R2::of),
        bootstrap(truth, predicted, groups, seed, RMSE::of),
        massBins(truth, predicted),
        provenance);
  }

  private static List<int[]> groups(List<Prediction> predictions) {
    Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      byGroup.computeIfAbsent(predictions.get(i).group(), key -> new ArrayList<>()).add(i);
    }
    return byGroup.values().stream()
        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static Interval bootstrap(
      double[] truth,
      double[] predicted,
      List<int[]> groups,
      long seed,
      ToDoubleBiFunction<double[], double[]> metric) {
    return GroupBootstrap.interval(
        groups.size(),
        seed,
        "scores.bootstrap",
        drawn -> {
          int[] rows =
              Arrays.stream(drawn).mapToObj(groups::get).flatMapToInt(Arrays::stream).toArray();
          return metric.applyAsDouble(
              Arrays.stream(rows).mapToDouble(row -> truth[row]).toArray(),
              Arrays.stream(rows).mapToDouble(row -> predicted[row]).toArray());
        });
  }

  private static List<MassBin> massBins(double[] truth, double[] predicted) {
    Map<Integer, List<Integer>> byBin = new TreeMap<>();
    for (int i = 0; i < truth.length; i++) {
      int bin = (int) Math.floor(truth[i] * BINS_PER_DECADE);
      byBin.computeIfAbsent(bin, key -> new ArrayList<>()).add(i);
    }
    List<MassBin> bins = new ArrayList<>();
    byBin.forEach(
        (bin, rows) -> {
          double[] trueOfBin = rows.stream().mapToDouble(row -> truth[row]).toArray();
          double[] predictedOfBin = rows.stream().mapToDouble(row -> predicted[row]).toArray();
          double sum = 0;
          for (int row : rows) {
            sum += predicted[row] - truth[row];
          }
          bins.add(
              new MassBin(
                  bin / BINS_PER_DECADE,
                  (bin + 1) / BINS_PER_DECADE,
                  rows.size(),
                  RMSE.of(trueOfBin, predictedOfBin),
                  sum / rows.size()));
        });
    return bins;
  }
}
