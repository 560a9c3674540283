package protomass.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
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
    DoubleStream values =
        lines.stream()
            .flatMapToDouble(
                line -> points(run, line.metric()).stream().mapToDouble(Plot.Point::y));
    Axis y = Axis.around(unit, DoubleStream.concat(values, reference.stream()), 6);
    double first = run.iterations().firstKey();
    double last = Math.max(run.iterations().lastKey(), first + 1);
    Axis x = Axis.roundNumbers("iteration", first, last + 0.01 * (last - first), 6);
    Plot plot = new Plot(id, WIDTH, HEIGHT, x, y);
    for (Line line : lines) {
      plot.line(points(run, line.metric()), Style.stroke(line.ink(), 1.75));
    }
    reference.ifPresent(
        level ->
            plot.segments(
                List.of(new Plot.Segment(first, level, last, level)), Style.dashed(Ink.MUTED)));
    String label = heading + " against the iteration of pretraining";
    return new Figure(plot.draw(label), heading, "");
  }

  private static List<Plot.Point> points(PretrainingRun run, Metric metric) {
    List<PretrainingRun.Point> points = run.points(metric);
    return Arrays.stream(Thinning.indices(points.size(), MAXIMUM_POINTS))
        .mapToObj(points::get)
        .map(point -> new Plot.Point(point.iteration(), point.value()))
        .filter(point -> Double.isFinite(point.y()))
        .toList();
  }
}
