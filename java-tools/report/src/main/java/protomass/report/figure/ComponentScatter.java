package protomass.report.figure;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import protomass.core.colour.ColourMap;
import protomass.report.input.ComponentTable;
import protomass.report.score.Numbers;

/** Components 1 and 2 of a model's features, coloured by mass, as in Fig. 2(a) of the study. */
public final class ComponentScatter {
  private static final int WIDTH = 350;
  private static final int HEIGHT = 300;
  private static final int COLOUR_STEPS = 24;
  private static final int COLOUR_BAR_ROOM = 66;
  private static final double[] DIAMOND = {0, -4.5, 4.5, 0, 0, 4.5, -4.5, 0};

  private final Axis masses;

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
    masses =
        Axis.masses(
            "stellar mass [M☉]", hasRange ? logMass.getMin() : -1, hasRange ? logMass.getMax() : 1);
  }

  /** How the two sides of the split are drawn. */
  public static List<LegendEntry> legend() {
    return List.of(
        new LegendEntry("training maps", Ink.MUTED, LegendEntry.Mark.CIRCLE),
        new LegendEntry("test maps", Ink.MUTED, LegendEntry.Mark.DIAMOND));
  }

  /** The panel of one table. */
  public Figure draw(ComponentTable table, String id) {
    List<ComponentTable.Row> rows =
        table.rows().stream()
            .filter(row -> Double.isFinite(row.first() + row.second() + row.logMass()))
            .toList();
    Plot plot =
        new Plot(
            id,
            WIDTH,
            HEIGHT,
            axis("component 1 [σ]", rows, ComponentTable.Row::first),
            axis("component 2 [σ]", rows, ComponentTable.Row::second),
            COLOUR_BAR_ROOM);
    // Test maps lie above: there are fewer of them.
    for (ComponentTable.Row row : rows) {
      if (!row.isTest()) {
        Style style = colour(row.logMass()).withOutline(Ink.TEXT, 0.27);
        plot.disc(new Plot.Point(row.first(), row.second()), 2.6, style);
      }
    }
    for (ComponentTable.Row row : rows) {
      if (row.isTest()) {
        Style style = colour(row.logMass()).withOutline(Ink.TEXT, 0.85);
        plot.polygon(new Plot.Point(row.first(), row.second()), DIAMOND, style);
      }
    }
    plot.colourBar(masses, COLOUR_STEPS, this::colour);
    String label =
        "Components 1 and 2 of the features of %s, split by %s, training and test maps, coloured by stellar mass"
            .formatted(table.model().name(), table.splitBy().word());
    return new Figure(
        plot.draw(label),
        table.model().name() + ", split by " + table.splitBy().word(),
        note(table, rows.size()));
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

  private static Axis axis(
      String label, List<ComponentTable.Row> rows, ToDoubleFunction<ComponentTable.Row> component) {
    return Axis.around(label, rows.stream().mapToDouble(component), 5);
  }

  private Style colour(double logMass) {
    double position = (logMass - masses.low()) / (masses.high() - masses.low());
    // Few colours make few style classes.
    int step = (int) Math.clamp(position * COLOUR_STEPS, 0, COLOUR_STEPS - 1);
    int colour = ColourMap.CIVIDIS.colour(step / (COLOUR_STEPS - 1.0));
    return Style.fill("#%06x".formatted(colour));
  }
}
