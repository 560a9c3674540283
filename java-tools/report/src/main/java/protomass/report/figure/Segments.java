package protomass.report.figure;

import java.awt.Paint;
import java.awt.Stroke;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines and separate segments as one path, in the order in which they are given. */
final class Segments {
  private final XYSeries series = new XYSeries("segments", false, true);

  /** A segment on its own. */
  Segments add(double x1, double y1, double x2, double y2) {
    series.add(x1, y1);
    series.add(x2, y2);
    // A gap: what follows starts a new piece of the path.
    series.add(x2, Double.NaN);
    return this;
  }

  XYSeriesCollection dataset() {
    return new XYSeriesCollection(series);
  }

  static XYLineAndShapeRenderer renderer(Paint paint, Stroke stroke) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setSeriesPaint(0, paint);
    renderer.setSeriesStroke(0, stroke);
    return renderer;
  }
}
