package protomass.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import protomass.report.input.Metric;
import protomass.report.input.PretrainingRun;
import protomass.report.input.Thinning;

/** Quantities of a pretraining run against its iterations. */
public final class TrainingCurve {
  /** More points than a panel has pixels show nothing more. */
  public static final int MAXIMUM_POINTS = 600;

  private static final int WIDTH = 400;
  private static final int HEIGHT = 260;

  /** One line of a panel. */
  public record Line(Metric metric, String label, Ink ink) {}

  private TrainingCurve() {}

  /**
   * Draws one panel.
   *
   * @param lines quantities that share an axis; those that the run did not log are left out
   * @param reference a level to draw dashed, if any
   */
  public static Figure draw(
      PretrainingRun run,
      String heading,
      String unit,
      List<Line> lines,
      OptionalDouble reference,
      String id) {
    NumberAxis domain = Charts.numbers("iteration");
    NumberAxis range = Charts.numbers(unit);
    domain.setLowerMargin(0);
    domain.setUpperMargin(0.01);
    domain.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    domain.setNumberFormatOverride(new TickFormat());
    XYPlot plot = new XYPlot(null, domain, range, null);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    int index = 0;
    for (Line line : lines) {
      plot.setDataset(index, new XYSeriesCollection(series(run, line.metric())));
      plot.setRenderer(index++, Segments.renderer(line.ink().color(), Charts.LINE));
    }
    if (reference.isPresent()) {
      double level = reference.getAsDouble();
      Segments dashed = new Segments();
      dashed.add(run.iterations().firstKey(), level, run.iterations().lastKey(), level);
      plot.setDataset(index, dashed.dataset());
      plot.setRenderer(index, Segments.renderer(Ink.MUTED.color(), Charts.DASHED));
    }
    String label = heading + " against the iteration of pretraining";
    return new Figure(ChartSvg.draw(Charts.chart(plot), id, label, WIDTH, HEIGHT), heading, "");
  }

  private static XYSeries series(PretrainingRun run, Metric metric) {
    XYSeries series = new XYSeries(metric.key(), false, true);
    List<PretrainingRun.Point> points = run.points(metric);
    Arrays.stream(Thinning.indices(points.size(), MAXIMUM_POINTS))
        .mapToObj(points::get)
        .forEach(point -> series.add((double) point.iteration(), point.value()));
    return series;
  }
}
