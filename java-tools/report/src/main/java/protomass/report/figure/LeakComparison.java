package protomass.report.figure;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
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
    XYPlot plot = new XYPlot(null, scale(), labels(), null);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.addDomainMarker(
        new ValueMarker(0, Ink.TEXT.color(), new java.awt.BasicStroke(1)), Layer.BACKGROUND);
    plot.setDataset(0, gaps().dataset());
    plot.setRenderer(0, Segments.renderer(Ink.MUTED.color(60), Charts.round(6)));
    int index = 1;
    for (SplitBy split : board.splits()) {
      plot.setDataset(index, intervals(split).dataset());
      plot.setRenderer(index++, Segments.renderer(ink(split).color(170), Charts.round(1.25f)));
      plot.setDataset(index, points(split));
      plot.setRenderer(index++, marks(split));
      annotateLowScores(plot, split);
    }
    int height = AXIS_HEIGHT + ROW_HEIGHT * models.size();
    return new Figure(ChartSvg.draw(Charts.chart(plot), id, label(), WIDTH, height), "", "");
  }

  private static java.util.stream.DoubleStream drawnValues(ScoredModel entry) {
    Interval interval = entry.scores().r2Interval();
    return Numbers.hasBothEnds(interval)
        ? java.util.stream.DoubleStream.of(entry.r2(), interval.lower())
        : java.util.stream.DoubleStream.of(entry.r2());
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

  private NumberAxis scale() {
    NumberAxis axis = Charts.numbers("coefficient of determination R²");
    axis.setRange(lowest - 0.03, HIGHEST + 0.03);
    axis.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(0.25));
    return axis;
  }

  private SymbolAxis labels() {
    String[] names = new String[models.size()];
    for (int i = 0; i < names.length; i++) {
      names[names.length - 1 - i] = models.get(i).name();
    }
    SymbolAxis axis = Charts.styled(new SymbolAxis(null, names));
    axis.setGridBandsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setMinorTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    axis.setTickLabelFont(Charts.LABEL_FONT);
    axis.setRange(-0.5, models.size() - 0.5);
    return axis;
  }

  private Segments gaps() {
    Segments segments = new Segments();
    for (Model model : models) {
      Optional<ScoredModel> star = drawable(model, SplitBy.STAR);
      Optional<ScoredModel> map = drawable(model, SplitBy.MAP);
      if (star.isPresent() && map.isPresent()) {
        segments.add(
            clipped(star.get().r2()),
            height(model, SplitBy.STAR),
            clipped(map.get().r2()),
            height(model, SplitBy.MAP));
      }
    }
    return segments;
  }

  private Segments intervals(SplitBy split) {
    Segments segments = new Segments();
    for (ScoredModel entry : board.of(split)) {
      Interval interval = entry.scores().r2Interval();
      if (Double.isFinite(entry.r2()) && Numbers.hasBothEnds(interval)) {
        double y = height(entry.model(), split);
        segments.add(clipped(interval.lower()), y, clipped(interval.upper()), y);
      }
    }
    return segments;
  }

  private XYSeriesCollection points(SplitBy split) {
    XYSeries series = new XYSeries(split.word(), false, true);
    for (ScoredModel entry : board.of(split)) {
      if (Double.isFinite(entry.r2())) {
        series.add(clipped(entry.r2()), height(entry.model(), split));
      }
    }
    return new XYSeriesCollection(series);
  }

  private void annotateLowScores(XYPlot plot, SplitBy split) {
    for (ScoredModel entry : board.of(split)) {
      if (Double.isFinite(entry.r2()) && entry.r2() < lowest) {
        XYTextAnnotation text =
            new XYTextAnnotation(
                "← " + Numbers.r2(entry.r2()), lowest + 0.03, height(entry.model(), split));
        text.setFont(Charts.TICK_FONT);
        text.setPaint(ink(split).color());
        text.setTextAnchor(TextAnchor.CENTER_LEFT);
        plot.addAnnotation(text);
      }
    }
  }

  private XYLineAndShapeRenderer marks(SplitBy split) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesPaint(0, ink(split).color());
    renderer.setSeriesShape(0, shape(split));
    return renderer;
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

  private static Shape shape(SplitBy split) {
    return switch (split) {
      case STAR -> new Ellipse2D.Double(-4.5, -4.5, 9, 9);
      case MAP -> diamond(5.5);
      case CLOUD -> new Rectangle2D.Double(-4, -4, 8, 8);
    };
  }

  private static Shape diamond(double radius) {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -radius);
    path.lineTo(radius, 0);
    path.lineTo(0, radius);
    path.lineTo(-radius, 0);
    path.closePath();
    return path;
  }
}
