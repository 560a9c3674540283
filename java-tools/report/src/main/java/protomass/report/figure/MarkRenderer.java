package protomass.report.figure;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.function.IntFunction;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;

/** Draws each point as a disc, which SVG writes in a third of the bytes of a general shape. */
final class MarkRenderer extends AbstractXYItemRenderer {
  private static final long serialVersionUID = 1L;

  private final transient IntFunction<Paint> paint;
  private final transient Paint outline;
  private final double radius;

  /**
   * @param paint the fill of each item
   * @param outline drawn around each disc, or null
   * @param radius in pixels
   */
  MarkRenderer(IntFunction<Paint> paint, Paint outline, double radius) {
    this.paint = paint;
    this.outline = outline;
    this.radius = radius;
  }

  @Override
  public void drawItem(
      Graphics2D graphics,
      XYItemRendererState state,
      Rectangle2D area,
      PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis domainAxis,
      ValueAxis rangeAxis,
      XYDataset dataset,
      int series,
      int item,
      CrosshairState crosshair,
      int pass) {
    double x =
        domainAxis.valueToJava2D(dataset.getXValue(series, item), area, plot.getDomainAxisEdge());
    double y =
        rangeAxis.valueToJava2D(dataset.getYValue(series, item), area, plot.getRangeAxisEdge());
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return;
    }
    Ellipse2D disc = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    graphics.setPaint(paint.apply(item));
    graphics.fill(disc);
    if (outline != null) {
      graphics.setPaint(outline);
      graphics.setStroke(Charts.HAIRLINE);
      graphics.draw(disc);
    }
  }
}
