package protomass.report.figure;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** The look that all figures share: no box, no background, hairline grid, one font. */
final class Charts {
  static final Font TICK_FONT = new FigureFont(Font.PLAIN, 12);
  static final Font LABEL_FONT = new FigureFont(Font.PLAIN, 13);
  static final Stroke HAIRLINE = new BasicStroke(0.75f);
  static final Stroke LINE = round(1.75f);
  static final Stroke DASHED =
      new BasicStroke(
          1.25f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

  private Charts() {}

  static Stroke round(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** A chart without title and legend: the page sets both as text. */
  static JFreeChart chart(XYPlot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(6, 2, 2, 14));
    plot.setDomainGridlinePaint(Ink.GRID.color());
    plot.setRangeGridlinePaint(Ink.GRID.color());
    plot.setDomainGridlineStroke(HAIRLINE);
    plot.setRangeGridlineStroke(HAIRLINE);
    JFreeChart chart = new JFreeChart(null, TICK_FONT, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return chart;
  }

  /** An axis of plain numbers that need not include zero. */
  static NumberAxis numbers(String label) {
    NumberAxis axis = styled(new NumberAxis(label));
    axis.setAutoRangeIncludesZero(false);
    axis.setNumberFormatOverride(new TickFormat());
    axis.setMinorTickMarksVisible(false);
    // Room around labels makes JFreeChart choose fewer ticks.
    axis.setTickLabelInsets(new RectangleInsets(5, 4, 5, 4));
    return axis;
  }

  static <A extends ValueAxis> A styled(A axis) {
    axis.setLabelFont(LABEL_FONT);
    axis.setTickLabelFont(TICK_FONT);
    axis.setLabelPaint(Ink.TEXT.color());
    axis.setTickLabelPaint(Ink.TEXT.color());
    axis.setAxisLinePaint(Ink.MUTED.color());
    axis.setTickMarkPaint(Ink.MUTED.color());
    axis.setAxisLineStroke(HAIRLINE);
    axis.setTickMarkStroke(HAIRLINE);
    axis.setTickMarkOutsideLength(4);
    axis.setMinorTickMarkOutsideLength(2.5f);
    axis.setMinorTickMarksVisible(true);
    return axis;
  }
}
