package protomass.report.figure;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import protomass.report.input.ComponentTable;
import protomass.report.score.Numbers;

/** Components 1 and 2 of a model's features, coloured by mass, as in Fig. 2(a) of the study. */
public final class ComponentScatter {
  private static final int WIDTH = 350;
  private static final int HEIGHT = 300;
  private static final int COLOUR_STEPS = 24;

  /**
   * Cividis (Nuñez, Anderton and Renslow 2018) between its ends, sampled at eight points: it reads
   * the same to colour-blind eyes, and without its darkest and lightest part it stands out on black
   * and on white.
   */
  private static final int[] CIVIDIS = {
    0x1E4072, 0x3C506C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55
  };

  private final Range masses;

  /**
   * @param shown the tables that are to be compared: all get the same colours
   */
  public ComponentScatter(List<ComponentTable> shown) {
    DoubleSummaryStatistics logMass =
        shown.stream()
            .flatMap(table -> table.rows().stream())
            .mapToDouble(ComponentTable.Row::logMass)
            .filter(Double::isFinite)
            .summaryStatistics();
    boolean hasRange = logMass.getCount() > 0 && logMass.getMax() > logMass.getMin();
    masses = hasRange ? new Range(logMass.getMin(), logMass.getMax()) : new Range(-1, 1);
  }

  /** The panel of one table. */
  public Figure draw(ComponentTable table, String id) {
    List<ComponentTable.Row> rows =
        table.rows().stream()
            .filter(row -> Double.isFinite(row.first() + row.second() + row.logMass()))
            .toList();
    XYSeries series = new XYSeries("components", false, true);
    rows.forEach(row -> series.add(row.first(), row.second()));
    XYPlot plot =
        new XYPlot(
            new XYSeriesCollection(series),
            axis("component 1 [σ]"),
            axis("component 2 [σ]"),
            new MarkRenderer(item -> colour(rows.get(item).logMass()), Ink.TEXT.color(70), 3));
    JFreeChart chart = Charts.chart(plot);
    chart.addSubtitle(colourBar());
    String label =
        "Components 1 and 2 of the features of %s, split by %s, coloured by stellar mass"
            .formatted(table.model().name(), table.splitBy());
    String svg = ChartSvg.draw(chart, id, label, WIDTH, HEIGHT);
    return new Figure(
        svg, table.model().name() + ", split by " + table.splitBy(), note(table, rows.size()));
  }

  private static String note(ComponentTable table, int drawn) {
    String shares =
        "Components 1 and 2 of %s hold %s and %s of the variance."
            .formatted(
                Numbers.count(table.totalComponents()),
                Numbers.percent(table.varianceShares().get(0)),
                Numbers.percent(table.varianceShares().get(1)));
    return drawn == table.totalRows()
        ? shares
        : shares
            + " %s of %s maps drawn, evenly chosen."
                .formatted(Numbers.count(drawn), Numbers.count(table.totalRows()));
  }

  private static NumberAxis axis(String label) {
    return Charts.numbers(label);
  }

  private PaintScaleLegend colourBar() {
    MassAxis axis = Charts.styled(new MassAxis("stellar mass [M☉]"));
    axis.setRange(masses);
    axis.setAxisLineVisible(false);
    PaintScaleLegend bar = new PaintScaleLegend(new MassColours(), axis);
    bar.setPosition(RectangleEdge.RIGHT);
    bar.setAxisLocation(org.jfree.chart.axis.AxisLocation.BOTTOM_OR_RIGHT);
    bar.setStripWidth(12);
    bar.setSubdivisionCount(COLOUR_STEPS);
    bar.setStripOutlineVisible(false);
    bar.setBackgroundPaint(null);
    bar.setMargin(new RectangleInsets(6, 0, 50, 2));
    return bar;
  }

  private Color colour(double logMass) {
    double position = (logMass - masses.getLowerBound()) / masses.getLength();
    // Few colours make few style classes.
    int step = (int) Math.clamp(position * COLOUR_STEPS, 0, COLOUR_STEPS - 1);
    double place = step * (CIVIDIS.length - 1.0) / (COLOUR_STEPS - 1.0);
    int below = Math.min((int) place, CIVIDIS.length - 2);
    return mixed(new Color(CIVIDIS[below]), new Color(CIVIDIS[below + 1]), place - below);
  }

  private static Color mixed(Color from, Color to, double share) {
    return new Color(
        (int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
  }

  private final class MassColours implements PaintScale {
    @Override
    public double getLowerBound() {
      return masses.getLowerBound();
    }

    @Override
    public double getUpperBound() {
      return masses.getUpperBound();
    }

    @Override
    public java.awt.Paint getPaint(double logMass) {
      return colour(logMass);
    }
  }
}
