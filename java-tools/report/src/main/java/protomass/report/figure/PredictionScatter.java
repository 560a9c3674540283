package protomass.report.figure;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import protomass.core.score.Prediction;
import protomass.report.input.Thinning;
import protomass.report.score.Numbers;
import protomass.report.score.ScoredModel;

/** Predicted against true mass of one model's test rows, with the line on which both are equal. */
public final class PredictionScatter {
  /** More points than this hide each other and swell the page. */
  public static final int MAXIMUM_POINTS = 1000;

  /** Above this many rows the intervals would cover the plot. */
  private static final int MAXIMUM_INTERVALS = 300;

  /** How far the axes follow predictions beyond the true masses. */
  private static final double MAXIMUM_OVERSHOOT_DEX = 0.6;

  private static final double MARGIN_DEX = 0.06;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 300;

  private final Range range;

  /**
   * @param shown the models that are to be compared: all get the same axes
   */
  public PredictionScatter(List<ScoredModel> shown) {
    DoubleSummaryStatistics truth = finite(shown, Prediction::logMassTrue).summaryStatistics();
    DoubleSummaryStatistics predicted =
        finite(shown, Prediction::logMassPredicted).summaryStatistics();
    double low = Math.max(predicted.getMin(), truth.getMin() - MAXIMUM_OVERSHOOT_DEX);
    double high = Math.min(predicted.getMax(), truth.getMax() + MAXIMUM_OVERSHOOT_DEX);
    range =
        new Range(
            Math.min(truth.getMin(), low) - MARGIN_DEX,
            Math.max(truth.getMax(), high) + MARGIN_DEX);
  }

  /** Whether a model has predictions that can be drawn. */
  public static boolean canDraw(ScoredModel entry) {
    return entry.predictions().stream().anyMatch(PredictionScatter::isFinite);
  }

  /** The panel of one model. */
  public Figure draw(ScoredModel entry, String id) {
    List<Prediction> rows =
        entry.predictions().stream().filter(PredictionScatter::isFinite).toList();
    List<Prediction> drawn =
        Arrays.stream(Thinning.indices(rows.size(), MAXIMUM_POINTS)).mapToObj(rows::get).toList();
    XYPlot plot = new XYPlot(null, axis("true mass [M☉]"), axis("predicted mass [M☉]"), null);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    Segments equality = new Segments();
    equality.add(
        range.getLowerBound(), range.getLowerBound(), range.getUpperBound(), range.getUpperBound());
    add(plot, 0, equality, Ink.MUTED.color(), Charts.DASHED);
    add(plot, 1, intervals(drawn), Ink.BLUE.color(70), Charts.round(1));
    plot.setDataset(2, points(drawn));
    plot.setRenderer(2, new MarkRenderer(item -> Ink.BLUE.color(150), null, 2.6));
    String label =
        "Predicted against true stellar mass, %s, split by %s: R² %s, RMSE %s dex"
            .formatted(
                entry.model().name(),
                entry.splitBy().word(),
                Numbers.r2(entry.r2()),
                Numbers.dex(entry.scores().rmseDex()));
    String svg = ChartSvg.draw(Charts.chart(plot), id, label, WIDTH, HEIGHT);
    return new Figure(svg, entry.model().name(), note(entry, rows.size(), drawn));
  }

  private String note(ScoredModel entry, int drawable, List<Prediction> drawn) {
    StringBuilder note = new StringBuilder();
    note.append("R² ").append(Numbers.r2(entry.r2()));
    note.append(", RMSE ").append(Numbers.dex(entry.scores().rmseDex())).append(" dex.");
    if (drawn.size() < drawable) {
      note.append(
          " %s of %s rows drawn, evenly chosen."
              .formatted(Numbers.count(drawn.size()), Numbers.count(drawable)));
    }
    long outside = drawn.stream().filter(row -> !range.contains(row.logMassPredicted())).count();
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

  private static void add(
      XYPlot plot, int index, Segments segments, java.awt.Color color, java.awt.Stroke stroke) {
    plot.setDataset(index, segments.dataset());
    plot.setRenderer(index, Segments.renderer(color, stroke));
  }

  private Segments intervals(List<Prediction> rows) {
    Segments segments = new Segments();
    if (rows.size() <= MAXIMUM_INTERVALS) {
      for (Prediction row : rows) {
        if (Double.isFinite(row.lower()) && Double.isFinite(row.upper())) {
          double x = row.logMassTrue();
          segments.add(x, range.constrain(row.lower()), x, range.constrain(row.upper()));
        }
      }
    }
    return segments;
  }

  private XYSeriesCollection points(List<Prediction> rows) {
    XYSeries series = new XYSeries("predictions", false, true);
    rows.forEach(row -> series.add(row.logMassTrue(), range.constrain(row.logMassPredicted())));
    return new XYSeriesCollection(series);
  }

  private MassAxis axis(String label) {
    MassAxis axis = Charts.styled(new MassAxis(label));
    axis.setRange(range);
    return axis;
  }

  private static boolean isFinite(Prediction row) {
    return Double.isFinite(row.logMassTrue()) && Double.isFinite(row.logMassPredicted());
  }

  private static DoubleStream finite(
      List<ScoredModel> shown, java.util.function.ToDoubleFunction<Prediction> value) {
    return shown.stream()
        .flatMap(entry -> entry.predictions().stream())
        .filter(PredictionScatter::isFinite)
        .mapToDouble(value);
  }
}
