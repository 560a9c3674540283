package protomass.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import protomass.core.score.Scores.MassBin;
import protomass.report.score.Numbers;
import protomass.report.score.ScoredModel;

/**
 * By how much models miss the mass, bin by bin of true mass: the mean of predicted minus true log10
 * mass, and the standard deviation about it.
 */
public final class MassResiduals {
  private static final int WIDTH = 680;
  private static final int HEIGHT = 250;

  /** Half of what a bin is wide where marks stand. */
  private static final double SPREAD = 0.12;

  private static final List<Ink> INKS = List.of(Ink.BLUE, Ink.ORANGE);
  private static final double[] DIAMOND = {0, -5.5, 5.5, 0, 0, 5.5, -5.5, 0};

  private final List<ScoredModel> shown;

  /**
   * @param shown at most two models of one split
   */
  public MassResiduals(List<ScoredModel> shown) {
    this.shown = List.copyOf(shown);
  }

  /** Whether there is any bin to draw. */
  public boolean canDraw() {
    return bins().findAny().isPresent();
  }

  /** The models' marks. */
  public List<LegendEntry> legend() {
    List<LegendEntry> entries = new ArrayList<>();
    for (ScoredModel entry : shown) {
      int place = entries.size();
      LegendEntry.Mark mark = place == 0 ? LegendEntry.Mark.CIRCLE : LegendEntry.Mark.DIAMOND;
      entries.add(new LegendEntry(entry.model().name(), INKS.get(place), mark));
    }
    return entries;
  }

  /** The figure. */
  public Figure draw(String id) {
    double low = bins().mapToDouble(MassBin::lowerLogMass).min().orElseThrow();
    double high = bins().mapToDouble(MassBin::upperLogMass).max().orElseThrow();
    Axis masses = Axis.masses("true mass [M☉]", low, high);
    Axis residuals =
        Axis.around(
            "predicted − true [dex]",
            bins()
                .mapMultiToDouble(
                    (bin, sink) -> {
                      sink.accept(0);
                      sink.accept(bin.biasDex() - scatter(bin));
                      sink.accept(bin.biasDex() + scatter(bin));
                    }),
            5);
    Plot plot = new Plot(id, WIDTH, HEIGHT, masses, residuals);
    plot.segments(List.of(new Plot.Segment(low, 0, high, 0)), Style.stroke(Ink.TEXT, 1));
    for (int i = 0; i < shown.size(); i++) {
      drawModel(plot, i);
    }
    return new Figure(plot.draw(label()), "", "");
  }

  private void drawModel(Plot plot, int place) {
    Ink ink = INKS.get(place);
    List<Plot.Segment> bars = new ArrayList<>();
    List<Plot.Point> means = new ArrayList<>();
    double aside = shown.size() == 1 ? 0 : (place == 0 ? -SPREAD : SPREAD);
    for (MassBin bin : shown.get(place).scores().massBins()) {
      if (!Double.isFinite(bin.biasDex() + bin.rmseDex())) {
        continue;
      }
      double length = bin.upperLogMass() - bin.lowerLogMass();
      double x = bin.lowerLogMass() + (0.5 + aside) * length;
      bars.add(new Plot.Segment(x, bin.biasDex() - scatter(bin), x, bin.biasDex() + scatter(bin)));
      means.add(new Plot.Point(x, bin.biasDex()));
    }
    plot.segments(bars, Style.stroke(ink, 1.5).withOpacity(0.6));
    for (Plot.Point mean : means) {
      if (place == 0) {
        plot.disc(mean, 4.5, Style.fill(ink));
      } else {
        plot.polygon(mean, DIAMOND, Style.fill(ink));
      }
    }
  }

  /** The mean square is that of the mean and that about the mean. */
  private static double scatter(MassBin bin) {
    return Math.sqrt(Math.max(0, bin.rmseDex() * bin.rmseDex() - bin.biasDex() * bin.biasDex()));
  }

  private Stream<MassBin> bins() {
    return shown.stream()
        .flatMap(entry -> entry.scores().massBins().stream())
        .filter(bin -> Double.isFinite(bin.biasDex() + bin.rmseDex()));
  }

  private String label() {
    StringBuilder text =
        new StringBuilder("Mean and standard deviation of predicted minus true log mass by mass.");
    for (ScoredModel entry : shown) {
      List<String> means =
          entry.scores().massBins().stream().map(bin -> Numbers.dex(bin.biasDex())).toList();
      text.append(
          " %s, from light to heavy: %s dex."
              .formatted(entry.model().name(), String.join(", ", means)));
    }
    return text.toString();
  }
}
