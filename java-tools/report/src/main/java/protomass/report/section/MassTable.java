package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import protomass.core.score.Scores.MassBin;
import protomass.core.score.TrainingMasses;
import protomass.report.score.Numbers;
import protomass.report.score.ScoredModel;

/**
 * Residuals of some models by bins of true mass.
 *
 * @param models a column each of mean residual and RMSE
 * @param rows by ascending mass
 */
public record MassTable(List<String> models, List<Row> rows) {
  /**
   * One bin.
   *
   * @param masses from and to [Msun]
   * @param training training maps of these masses
   * @param test test maps of these masses
   * @param errors mean residual and RMSE of each model in turn [dex]
   */
  public record Row(String masses, String training, String test, List<String> errors) {}

  /** The table of models of one split. */
  static MassTable of(List<ScoredModel> shown) {
    TreeSet<Double> lowerEnds = new TreeSet<>();
    List<TrainingMasses.Bin> training =
        shown.stream().flatMap(entry -> entry.scores().trainingMasses().bins().stream()).toList();
    shown.stream()
        .flatMap(entry -> entry.scores().massBins().stream())
        .forEach(bin -> lowerEnds.add(bin.lowerLogMass()));
    training.forEach(bin -> lowerEnds.add(bin.lowerLogMass()));
    return new MassTable(
        shown.stream().map(entry -> entry.model().name()).toList(),
        lowerEnds.stream().map(lower -> row(lower, shown, training)).toList());
  }

  private static Row row(double lower, List<ScoredModel> shown, List<TrainingMasses.Bin> training) {
    List<String> errors = new ArrayList<>();
    for (ScoredModel entry : shown) {
      MassBin bin = binsAt(lower, entry).findFirst().orElse(null);
      errors.add(
          bin == null || !Double.isFinite(bin.biasDex())
              ? Numbers.ABSENT
              : Numbers.signed(bin.biasDex()));
      errors.add(bin == null ? Numbers.ABSENT : Numbers.dex(bin.rmseDex()));
    }
    double upper =
        Stream.concat(
                training.stream()
                    .filter(bin -> bin.lowerLogMass() == lower)
                    .map(TrainingMasses.Bin::upperLogMass),
                shown.stream().flatMap(entry -> binsAt(lower, entry)).map(MassBin::upperLogMass))
            .findFirst()
            .orElseThrow();
    int trained =
        training.stream()
            .filter(bin -> bin.lowerLogMass() == lower)
            .mapToInt(TrainingMasses.Bin::rows)
            .max()
            .orElse(0);
    int tested =
        shown.stream()
            .flatMap(entry -> binsAt(lower, entry))
            .mapToInt(MassBin::rows)
            .max()
            .orElse(0);
    return new Row(
        "%s to %s"
            .formatted(
                Numbers.significant(Math.pow(10, lower)), Numbers.significant(Math.pow(10, upper))),
        Numbers.count(trained),
        Numbers.count(tested),
        errors);
  }

  private static Stream<MassBin> binsAt(double lower, ScoredModel entry) {
    return entry.scores().massBins().stream().filter(bin -> bin.lowerLogMass() == lower);
  }
}
