package protomass.report.figure;

import java.util.Map;
import java.util.function.DoubleFunction;
import protomass.core.artefact.Segmentation;
import protomass.core.colour.ColourMap;
import protomass.report.figure.Axis.Tick;
import protomass.report.figure.Svg.Anchor;
import protomass.report.score.Numbers;

/**
 * One panel of a map: the picture with a bar of length and the star's place, above a bar of colours
 * with the channel's unit.
 */
public final class MapPanel {
  private static final int SIDE = 190;
  private static final int MARGIN = 15;
  private static final int TITLE_HEIGHT = 18;
  private static final int BAR_HEIGHT = 9;
  private static final int BAR_GAP = 5;
  private static final int FOOT = 22;
  private static final int WIDTH = SIDE + 2 * MARGIN;
  private static final int HEIGHT = TITLE_HEIGHT + SIDE + BAR_GAP + BAR_HEIGHT + FOOT;
  private static final int COLOUR_STEPS = 48;
  private static final double LABEL_GAP = 4;
  private static final double CROSS = 5;

  /** The bar of length is at most this part of the map's side. */
  private static final double LONGEST_BAR = 0.3;

  private static final Style TITLE = Style.text(Ink.TEXT, 12);
  private static final Style LABEL = Style.text(Ink.TEXT, 11);

  /** What a channel's panel is called and coloured by. */
  private record Look(String title, String unit, ColourMap colours) {}

  private static final Map<String, Look> LOOKS =
      Map.of(
          "column_density", new Look("Column density", "g cm⁻²", ColourMap.COLUMN_DENSITY),
          "velocity", new Look("Velocity", "km s⁻¹", ColourMap.VELOCITY),
          "dispersion", new Look("Dispersion", "km s⁻¹", ColourMap.DISPERSION));

  private final Segmentation.Panel map;
  private final String uri;
  private final Svg svg;

  /**
   * @param uri the picture as a {@code data:} URI
   * @param id unique on the page
   */
  public MapPanel(Segmentation.Panel map, String uri, String id) {
    this.map = map;
    this.uri = uri;
    this.svg = new Svg(id, WIDTH, HEIGHT);
  }

  /**
   * A channel's panel.
   *
   * @param channel its name in lower case, as the record of the segmentation has it
   */
  public Figure channel(String channel) {
    Look look = LOOKS.get(channel);
    Segmentation.Range range = map.ranges().get(channel);
    picture("%s [%s]".formatted(look.title(), look.unit()));
    if (range == null || !(range.maximum() > range.minimum())) {
      return new Figure(svg.element(label(look.title())), "", "");
    }
    colourBar(MARGIN, SIDE, COLOUR_STEPS, share -> "#%06x".formatted(look.colours().colour(share)));
    ticks(range.logarithmic() ? logarithmic(range) : linear(range));
    return new Figure(
        svg.element(
            "%s from %s to %s %s"
                .formatted(
                    label(look.title()),
                    Numbers.significant(range.minimum()),
                    Numbers.significant(range.maximum()),
                    look.unit())),
        "",
        "");
  }

  /** The panel of components as red, green and blue. */
  public Figure components(String encoder) {
    picture(encoder + ", components");
    int third = (SIDE - 2 * BAR_GAP) / 3;
    for (int k = 0; k < 3; k++) {
      int shift = 16 - 8 * k;
      double begin = MARGIN + k * (third + BAR_GAP);
      colourBar(
          begin,
          third,
          COLOUR_STEPS / 3,
          share -> "#%06x".formatted((int) Math.round(255 * share) << shift));
      svg.text(
          Integer.toString(k + 1), begin + third / 2.0, HEIGHT - FOOT + 15, Anchor.MIDDLE, LABEL);
    }
    return new Figure(
        svg.element(label("Components 1 to 3, " + encoder.toLowerCase(java.util.Locale.ROOT))),
        "",
        "");
  }

  private String label(String what) {
    return "%s of the map %s, %s pc wide, the star at its mark"
        .formatted(what, map.id(), Numbers.significant(map.sidePc()));
  }

  private void picture(String title) {
    svg.text(title, MARGIN, TITLE_HEIGHT - 6, Anchor.START, TITLE);
    svg.image(uri, MARGIN, TITLE_HEIGHT, SIDE);
    star();
    lengthBar();
  }

  /** A cross with an open middle, which does not hide the gas. */
  private void star() {
    double x = MARGIN + SIDE * (0.5 + map.starRightPc() / map.sidePc());
    double y = TITLE_HEIGHT + SIDE * (0.5 - map.starUpPc() / map.sidePc());
    StringBuilder arms = new StringBuilder();
    for (int[] way : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      arms.append(
          "M%s %sL%s %s"
              .formatted(
                  Svg.decimal(x + way[0] * CROSS),
                  Svg.decimal(y + way[1] * CROSS),
                  Svg.decimal(x + way[0] * 2.4 * CROSS),
                  Svg.decimal(y + way[1] * 2.4 * CROSS)));
    }
    svg.path(arms.toString(), Style.stroke("#000", 3.5));
    svg.path(arms.toString(), Style.stroke("#fff", 1.5));
  }

  private void lengthBar() {
    double length = Axis.roundBelow(LONGEST_BAR * map.sidePc());
    double wide = SIDE * length / map.sidePc();
    double x = MARGIN + 9;
    double y = TITLE_HEIGHT + SIDE - 9;
    svg.line(x, y, x + wide, y, Style.stroke("#000", 4.5));
    svg.line(x, y, x + wide, y, Style.stroke("#fff", 2.5));
    svg.text(Numbers.plain(length) + " pc", x - 1, y - 6, Anchor.START, Style.textOnPicture(11));
  }

  private void colourBar(double begin, double wide, int steps, DoubleFunction<String> colour) {
    double top = TITLE_HEIGHT + SIDE + BAR_GAP;
    double step = wide / steps;
    for (int i = 0; i < steps; i++) {
      // A hair of overlap hides the seams, but for the last.
      double overlap = i == steps - 1 ? 0 : 0.4;
      svg.rectangle(
          begin + i * step,
          top,
          step + overlap,
          BAR_HEIGHT,
          Style.fill(colour.apply(i / (steps - 1.0))));
    }
  }

  private static Axis linear(Segmentation.Range range) {
    return Axis.roundNumbers("", range.minimum(), range.maximum(), 4);
  }

  private static Axis logarithmic(Segmentation.Range range) {
    return Axis.masses("", Math.log10(range.minimum()), Math.log10(range.maximum()));
  }

  private void ticks(Axis axis) {
    double top = TITLE_HEIGHT + SIDE + BAR_GAP + BAR_HEIGHT;
    double taken = 0;
    for (Tick tick : axis.ticks()) {
      double x = MARGIN + SIDE * (tick.place() - axis.low()) / (axis.high() - axis.low());
      svg.line(x, top, x, top + (tick.isMajor() ? 4 : 2.5), Style.AXIS);
      double half = TextWidth.of(tick.label(), 11) / 2;
      if (tick.isMajor() && x - half >= taken && x + half <= WIDTH) {
        svg.text(tick.label(), x, top + 15, Anchor.MIDDLE, LABEL);
        taken = x + half + LABEL_GAP;
      }
    }
  }
}
