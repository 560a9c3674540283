package protomass.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import protomass.core.score.Prediction;
import protomass.core.score.TrainingMasses;
import protomass.report.input.Thinning;
import protomass.report.score.Numbers;
import protomass.report.score.ScoredModel;

/**
 * Predicted against true mass of one model's test rows, with the line on which both are equal, as
 * in Fig. 2(b, c) of the study; beneath, how many training maps there were of each mass.
 */
public final class PredictionScatter {
  /** More points than this hide each other and swell the page. */
  public static final int MAXIMUM_POINTS = 1000;

  /** Above this many rows the intervals would cover the plot. */
  private static final int MAXIMUM_INTERVALS = 300;

  /** How far the axes follow predictions beyond the true masses. */
  private static final double MAXIMUM_OVERSHOOT_DEX = 0.6;

  private static final double MARGIN_DEX = 0.06;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 390;
  private static final int LARGE_WIDTH = 430;
  private static final int LARGE_HEIGHT = 470;
  private static final int COUNTS_HEIGHT = 84;

  /** What is equally long along an axis. */
  public enum Scale {
    RATIOS,
    DIFFERENCES
  }

  private final Scale scale;
  private final double low;
  private final double high;
  private final int mostRows;

  /**
   * @param shown the models that are to be compared: all get the same axes
   */
  public PredictionScatter(List<ScoredModel> shown, Scale scale) {
    this.scale = scale;
    DoubleSummaryStatistics truth = finite(shown, Prediction::logMassTrue).summaryStatistics();
    DoubleSummaryStatistics predicted =
        finite(shown, Prediction::logMassPredicted).summaryStatistics();
    double lowest = Math.max(predicted.getMin(), truth.getMin() - MAXIMUM_OVERSHOOT_DEX);
    double highest = Math.min(predicted.getMax(), truth.getMax() + MAXIMUM_OVERSHOOT_DEX);
    // Up to the heaviest star of either side of the split.
    DoubleSummaryStatistics trained =
        shown.stream()
            .map(entry -> entry.scores().trainingMasses())
            .flatMapToDouble(
                masses -> DoubleStream.of(masses.minimumLogMass(), masses.maximumLogMass()))
            .filter(Double::isFinite)
            .summaryStatistics();
    low = least(truth.getMin(), lowest, trained.getMin()) - MARGIN_DEX;
    high = -least(-truth.getMax(), -highest, -trained.getMax()) + MARGIN_DEX;
    mostRows =
        shown.stream()
            .flatMap(entry -> entry.scores().trainingMasses().bins().stream())
            .mapToInt(TrainingMasses.Bin::rows)
            .max()
            .orElse(0);
  }

  private static double least(double... values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** Whether a model has predictions that can be drawn. */
  public static boolean canDraw(ScoredModel entry) {
    return entry.predictions().stream().anyMatch(PredictionScatter::isFinite);
  }

  /**
   * The panel of one model.
   *
   * @param isLarge whether it stands beside one other or among many
   */
  public Figure draw(ScoredModel entry, String id, boolean isLarge) {
    List<Prediction> rows =
        entry.predictions().stream().filter(PredictionScatter::isFinite).toList();
    List<Prediction> drawn =
        Arrays.stream(Thinning.indices(rows.size(), MAXIMUM_POINTS)).mapToObj(rows::get).toList();
    Axis predicted = axis("predicted mass [M☉]");
    Plot.Stack stack =
        Plot.stacked(
            id,
            isLarge ? LARGE_WIDTH : WIDTH,
            isLarge ? LARGE_HEIGHT : HEIGHT,
            axis("true mass [M☉]"),
            predicted,
            Axis.counts("training maps", mostRows),
            COUNTS_HEIGHT);
    for (TrainingMasses.Bin bin : entry.scores().trainingMasses().bins()) {
      Style bar = Style.fill(Ink.MUTED).withOpacity(0.55);
      double from = place(bin.lowerLogMass());
      double to = place(bin.upperLogMass());
      stack.lower().bar(from, to, Math.log10(bin.rows()), bar);
    }
    Plot plot = stack.upper();
    double begin = predicted.low();
    double end = predicted.high();
    plot.segments(List.of(new Plot.Segment(begin, begin, end, end)), Style.dashed(Ink.MUTED));
    plot.segments(intervals(drawn, predicted), Style.stroke(Ink.BLUE, 1).withOpacity(0.27));
    Style mark = Style.fill(Ink.BLUE).withOpacity(0.59);
    for (Prediction row : drawn) {
      double y = predicted.clamp(place(row.logMassPredicted()));
      plot.disc(new Plot.Point(place(row.logMassTrue()), y), 2.6, mark);
    }
    String label =
        "Predicted against true stellar mass and training maps by mass, %s, split by %s: R² %s, RMSE %s dex"
            .formatted(
                entry.model().name(),
                entry.splitBy().word(),
                Numbers.r2(entry.r2()),
                Numbers.dex(entry.scores().rmseDex()));
    String note = note(entry, rows.size(), drawn, predicted);
    return new Figure(stack.draw(label), entry.model().name(), note);
  }

  private Axis axis(String label) {
    return scale == Scale.RATIOS
        ? Axis.masses(label, low, high)
        : Axis.roundNumbers(label, 0, Math.pow(10, high), 5);
  }

  /** Where a mass stands on the axes. */
  private double place(double logMass) {
    return scale == Scale.RATIOS ? logMass : Math.pow(10, logMass);
  }

  private String note(ScoredModel entry, int drawable, List<Prediction> drawn, Axis predicted) {
    StringBuilder note = new StringBuilder();
    note.append("R² ").append(Numbers.r2(entry.r2()));
    note.append(", RMSE ").append(Numbers.dex(entry.scores().rmseDex())).append(" dex.");
    if (drawn.size() < drawable) {
      note.append(
          " %s of %s rows drawn, evenly chosen."
              .formatted(Numbers.count(drawn.size()), Numbers.count(drawable)));
    }
    long outside =
        drawn.stream().filter(row -> !predicted.contains(place(row.logMassPredicted()))).count();
    if (outside > 0) {
      note.append(
          " %s lie beyond the axes and are drawn at the edge.".formatted(Numbers.count(outside)));
    }
    int lost = entry.predictions().size() - drawable;
    if (lost > 0) {
      note.append(" %s are not finite.".formatted(Numbers.count(lost)));
    }
    return note.toString();
  }

  private List<Plot.Segment> intervals(List<Prediction> rows, Axis predicted) {
    List<Plot.Segment> segments = new ArrayList<>();
    if (rows.size() <= MAXIMUM_INTERVALS) {
      for (Prediction row : rows) {
        if (Double.isFinite(row.lower()) && Double.isFinite(row.upper())) {
          double x = place(row.logMassTrue());
          double lower = predicted.clamp(place(row.lower()));
          segments.add(new Plot.Segment(x, lower, x, predicted.clamp(place(row.upper()))));
        }
      }
    }
    return segments;
  }

  private static boolean isFinite(Prediction row) {
    return Double.isFinite(row.logMassTrue()) && Double.isFinite(row.logMassPredicted());
  }

  private static DoubleStream finite(List<ScoredModel> shown, ToDoubleFunction<Prediction> value) {
    return shown.stream()
        .flatMap(entry -> entry.predictions().stream())
        .filter(PredictionScatter::isFinite)
        .mapToDouble(value);
  }
}
