package protomass.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import protomass.core.catalogue.SplitBy;
import protomass.core.score.Scores.Interval;
import protomass.report.score.Model;
import protomass.report.score.Numbers;
import protomass.report.score.ScoreBoard;
import protomass.report.score.ScoredModel;

/** R² of each model for each split on one axis: the gap between the splits is the leak. */
public final class LeakComparison {
  /** Scores below this are drawn at the edge, since they would squeeze all others together. */
  private static final double LOWEST = -1.25;

  private static final double HIGHEST = 1;
  private static final double TICK_STEP = 0.25;
  private static final int WIDTH = 680;
  private static final int ROW_HEIGHT = 38;
  private static final int AXIS_HEIGHT = 56;

  private final List<Model> models;
  private final ScoreBoard board;
  private final double lowest;

  /**
   * @param board scores of at least one model
   */
  public LeakComparison(ScoreBoard board) {
    this.board = board;
    this.models = board.models();
    double smallest =
        board.entries().stream()
            .flatMapToDouble(LeakComparison::drawnValues)
            .filter(Double::isFinite)
            .min()
            .orElse(0);
    this.lowest = Math.max(LOWEST, Math.min(-0.25, smallest - 0.05));
  }

  /** Marks of the splits that have scores. */
  public List<LegendEntry> legend() {
    List<LegendEntry> entries = new ArrayList<>();
    for (SplitBy split : board.splits()) {
      entries.add(new LegendEntry("split by " + split.word(), ink(split), mark(split)));
    }
    return entries;
  }

  /** The figure. */
  public Figure draw(String id) {
    Axis scale =
        Axis.numbers("coefficient of determination R²", lowest - 0.03, HIGHEST + 0.03, TICK_STEP);
    Axis names = Axis.names(models.stream().map(Model::name).toList());
    int height = AXIS_HEIGHT + ROW_HEIGHT * models.size();
    Plot plot = new Plot(id, WIDTH, height, scale, names);
    Plot.Segment zero = new Plot.Segment(0, names.low(), 0, names.high());
    plot.segments(List.of(zero), Style.stroke(Ink.TEXT, 1));
    plot.segments(gaps(), Style.stroke(Ink.MUTED, 6).withOpacity(0.24));
    for (SplitBy split : board.splits()) {
      plot.segments(intervals(split), Style.stroke(ink(split), 1.25).withOpacity(0.67));
      drawMarks(plot, split);
    }
    return new Figure(plot.draw(label()), "", "");
  }

  private static DoubleStream drawnValues(ScoredModel entry) {
    Interval interval = entry.scores().r2Interval();
    return Numbers.hasBothEnds(interval)
        ? DoubleStream.of(entry.r2(), interval.lower())
        : DoubleStream.of(entry.r2());
  }

  private String label() {
    StringBuilder text = new StringBuilder("R² of each model for each split.");
    for (ScoredModel entry : board.entries()) {
      text.append(
          " %s by %s: %s."
              .formatted(entry.model().name(), entry.splitBy().word(), Numbers.r2(entry.r2())));
    }
    return text.toString();
  }

  private List<Plot.Segment> gaps() {
    List<Plot.Segment> gaps = new ArrayList<>();
    for (Model model : models) {
      Optional<ScoredModel> star = drawable(model, SplitBy.STAR);
      Optional<ScoredModel> map = drawable(model, SplitBy.MAP);
      if (star.isPresent() && map.isPresent()) {
        gaps.add(
            new Plot.Segment(
                clipped(star.get().r2()),
                height(model, SplitBy.STAR),
                clipped(map.get().r2()),
                height(model, SplitBy.MAP)));
      }
    }
    return gaps;
  }

  private List<Plot.Segment> intervals(SplitBy split) {
    List<Plot.Segment> intervals = new ArrayList<>();
    for (ScoredModel entry : board.of(split)) {
      Interval interval = entry.scores().r2Interval();
      if (Double.isFinite(entry.r2()) && Numbers.hasBothEnds(interval)) {
        double y = height(entry.model(), split);
        intervals.add(new Plot.Segment(clipped(interval.lower()), y, clipped(interval.upper()), y));
      }
    }
    return intervals;
  }

  private void drawMarks(Plot plot, SplitBy split) {
    for (ScoredModel entry : board.of(split)) {
      if (Double.isFinite(entry.r2())) {
        double y = height(entry.model(), split);
        drawMark(plot, new Plot.Point(clipped(entry.r2()), y), split);
        if (entry.r2() < lowest) {
          String text = "← " + Numbers.r2(entry.r2());
          plot.text(new Plot.Point(lowest + 0.03, y), text, ink(split));
        }
      }
    }
  }

  private Optional<ScoredModel> drawable(Model model, SplitBy split) {
    return board.find(model, split).filter(entry -> Double.isFinite(entry.r2()));
  }

  private double clipped(double r2) {
    return Math.clamp(r2, lowest, HIGHEST);
  }

  /** Height of a mark: the model's row, the splits one below the other. */
  private double height(Model model, SplitBy split) {
    double row = models.size() - 1 - models.indexOf(model);
    return row
        + switch (split) {
          case STAR -> 0.17;
          case MAP -> -0.09;
          case CLOUD -> -0.35;
        };
  }

  private static Ink ink(SplitBy split) {
    return switch (split) {
      case STAR -> Ink.BLUE;
      case MAP -> Ink.ORANGE;
      case CLOUD -> Ink.GREEN;
    };
  }

  private static LegendEntry.Mark mark(SplitBy split) {
    return switch (split) {
      case STAR -> LegendEntry.Mark.CIRCLE;
      case MAP -> LegendEntry.Mark.DIAMOND;
      case CLOUD -> LegendEntry.Mark.SQUARE;
    };
  }

  private static void drawMark(Plot plot, Plot.Point point, SplitBy split) {
    Style style = Style.fill(ink(split));
    switch (split) {
      case STAR -> plot.disc(point, 4.5, style);
      case MAP -> plot.polygon(point, new double[] {0, -5.5, 5.5, 0, 0, 5.5, -5.5, 0}, style);
      case CLOUD -> plot.polygon(point, new double[] {-4, -4, 4, -4, 4, 4, -4, 4}, style);
    }
  }
}
