package protomass.core.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param trainingMasses of the catalogue's training rows, whether the model has seen them or not
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
    TrainingMasses trainingMasses,
    Provenance provenance) {
  public Scores {
    if (r2Interval == null
        || rmseInterval == null
        || trainingMasses == null
        || provenance == null) {
      throw new IllegalArgumentException(
          "an interval, the training masses or the provenance is null");
    }
    massBins = List.copyOf(massBins);
  }

  /** What a file name of scores ends with. */
  public static final String SUFFIX = ".scores.json";

  /** The ends of a 95 per cent interval; null with fewer than five groups. */
  public record Interval(Double lower, Double upper) {}

  /** Scores of the test rows with log10 mass in [lower, upper). */
  public record MassBin(
      double lowerLogMass, double upperLogMass, int rows, double rmseDex, double biasDex) {
    public MassBin {
      MassBinning.require(lowerLogMass, upperLogMass);
    }
  }

  /**
   * Scores predictions.
   *
   * @param trainingRows rows that the model was fitted to
   * @param trainingLogMasses log10 of the masses in Msun of the catalogue's training rows
   * @param seed seed of the bootstrap
   */
  public static Scores of(
      String model,
      SplitBy splitBy,
      int trainingRows,
      double[] trainingLogMasses,
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
        TrainingMasses.of(trainingLogMasses),
        provenance);
  }

  /** RMSE as a part of the range of the training rows' log masses; not finite without a range. */
  public double relativeRmse() {
    return rmseDex / trainingMasses.rangeDex();
  }

  /** Standard deviation of the true log masses of the test rows [dex]; NaN where R² is none. */
  public double spreadDex() {
    return rmseDex / Math.sqrt(1 - r2);
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
    List<MassBin> bins = new ArrayList<>();
    MassBinning.positions(truth)
        .forEach(
            (bin, rows) -> {
              double[] trueOfBin = rows.stream().mapToDouble(row -> truth[row]).toArray();
              double[] predictedOfBin = rows.stream().mapToDouble(row -> predicted[row]).toArray();
              double sum = 0;
              for (int row : rows) {
                sum += predicted[row] - truth[row];
              }
              bins.add(
                  new MassBin(
                      MassBinning.lower(bin),
                      MassBinning.lower(bin + 1),
                      rows.size(),
                      RMSE.of(trueOfBin, predictedOfBin),
                      sum / rows.size()));
            });
    return bins;
  }
}
