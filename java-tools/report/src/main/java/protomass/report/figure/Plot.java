package protomass.report.figure;

import java.util.List;
import java.util.function.Function;
import protomass.report.figure.Axis.Tick;
import protomass.report.figure.Svg.Anchor;

/**
 * A figure with two axes: no box, no background, hairline grid. What is drawn first lies beneath
 * what follows; values are in the axes' units. The page sets title and legend as text.
 */
final class Plot {
  /** A place in the axes' units. */
  record Point(double x, double y) {}

  /** A straight piece in the axes' units. */
  record Segment(double x1, double y1, double x2, double y2) {}

  private static final int TOP = 6;
  private static final int RIGHT = 14;
  private static final int TICK = 4;
  private static final double MINOR_TICK = 2.5;
  private static final int TICK_SIZE = 12;
  private static final int LABEL_SIZE = 13;
  private static final int GAP = 5;
  private static final int STACK_GAP = 14;

  /** The least distance between two numbers of an axis [pixel]. */
  private static final double BETWEEN_LABELS = 5;

  /** Height of a digit above its baseline, in parts of the font's size. */
  private static final double DIGIT_HEIGHT = 0.72;

  private final Svg svg;
  private final Axis x;
  private final Axis y;
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;

  /**
   * An empty plot, its grid drawn.
   *
   * @param id unique on the page
   * @param rightMargin room for what stands beside the plot, in pixels
   */
  Plot(String id, int width, int height, Axis x, Axis y, int rightMargin) {
    this(
        new Svg(id, width, height),
        x,
        y,
        leftRoom(y),
        width - RIGHT - rightMargin,
        TOP,
        height - roomBelow(x));
  }

  /** A plot inside a given frame of an element that others stand in, too. */
  private Plot(Svg svg, Axis x, Axis y, double left, double right, double top, double bottom) {
    this.svg = svg;
    this.x = x;
    this.y = y;
    this.left = left;
    this.right = right;
    this.top = top;
    this.bottom = bottom;
    drawGrid();
  }

  /**
   * Two plots, one above the other, over the same horizontal axis, which has its label and its
   * numbers below the lower one.
   *
   * @param lowerHeight how high the lower one is without its labels [pixel]
   */
  static Stack stacked(
      String id, int width, int height, Axis x, Axis upper, Axis lower, int lowerHeight) {
    Svg svg = new Svg(id, width, height);
    double left = Math.max(leftRoom(upper), leftRoom(lower));
    double bottom = height - roomBelow(x);
    double between = bottom - lowerHeight;
    return new Stack(
        new Plot(svg, x.unlabelled(), upper, left, width - RIGHT, TOP, between - STACK_GAP),
        new Plot(svg, x, lower, left, width - RIGHT, between, bottom));
  }

  /** Two plots in one element. */
  record Stack(Plot upper, Plot lower) {
    /** The element, with all axes. */
    String draw(String label) {
      upper.drawX();
      upper.drawY();
      return lower.draw(label);
    }
  }

  private static double leftRoom(Axis y) {
    return roomOf(y) + (y.label().isEmpty() ? 2 : 2 + LABEL_SIZE + GAP);
  }

  private static double roomBelow(Axis x) {
    return TICK + 3 + TICK_SIZE + (x.label().isEmpty() ? 3 : LABEL_SIZE + GAP);
  }

  Plot(String id, int width, int height, Axis x, Axis y) {
    this(id, width, height, x, y, 0);
  }

  /** Points joined by a line. */
  void line(List<Point> points, Style style) {
    StringBuilder data = new StringBuilder();
    for (Point point : points) {
      data.append(data.isEmpty() ? 'M' : 'L').append(place(point.x(), point.y()));
    }
    if (!data.isEmpty()) {
      svg.path(data.toString(), style);
    }
  }

  /** Separate pieces, as one path: where they cross, a transparent style does not add up. */
  void segments(List<Segment> segments, Style style) {
    StringBuilder data = new StringBuilder();
    for (Segment segment : segments) {
      data.append('M').append(place(segment.x1(), segment.y1()));
      data.append('L').append(place(segment.x2(), segment.y2()));
    }
    if (!data.isEmpty()) {
      svg.path(data.toString(), style);
    }
  }

  /** A disc; its radius is in pixels. */
  void disc(Point point, double radius, Style style) {
    svg.disc(left(point.x()), top(point.y()), radius, style);
  }

  /**
   * A polygon around a point.
   *
   * @param corners pairs of offsets in pixels, to the right and downwards
   */
  void polygon(Point point, double[] corners, Style style) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < corners.length; i += 2) {
      data.append(i == 0 ? 'M' : 'L').append(Svg.decimal(left(point.x()) + corners[i]));
      data.append(' ').append(Svg.decimal(top(point.y()) + corners[i + 1]));
    }
    svg.path(data.append('Z').toString(), style);
  }

  /** An upright bar between two places of the horizontal axis, from the plot's foot to a value. */
  void bar(double from, double to, double value, Style style) {
    double begin = left(x.clamp(from));
    double head = top(y.clamp(value));
    double wide = left(x.clamp(to)) - begin;
    // A hair between bars keeps them apart; the narrowest keep most of what they have.
    double hair = Math.min(0.5, wide / 4);
    svg.rectangle(begin + hair, head, wide - 2 * hair, bottom - head, style);
  }

  /** A text that begins at a point. */
  void text(Point point, String text, Ink ink) {
    double baseline = top(point.y()) + TICK_SIZE * DIGIT_HEIGHT / 2;
    svg.text(text, left(point.x()), baseline, Anchor.START, Style.text(ink, TICK_SIZE));
  }

  /**
   * A strip of colours beside the plot, with an axis of its own at its right.
   *
   * @param steps how many colours
   * @param colour of a value of the axis
   */
  void colourBar(Axis scale, int steps, Function<Double, Style> colour) {
    int strip = 12;
    double begin = right + RIGHT;
    double high = (bottom - top) / steps;
    for (int i = 0; i < steps; i++) {
      double value = scale.low() + (i + 0.5) * (scale.high() - scale.low()) / steps;
      // A hair of overlap hides the seams.
      svg.rectangle(begin, bottom - (i + 1) * high, strip, high + 0.3, colour.apply(value));
    }
    double end = begin + strip;
    for (Tick tick : scale.ticks()) {
      double place = vertical(scale, tick.place());
      svg.line(end, place, end + (tick.isMajor() ? TICK : MINOR_TICK), place, Style.AXIS);
      if (tick.isMajor()) {
        double baseline = middle(place, TICK_SIZE);
        svg.text(tick.label(), end + TICK + 3, baseline, Anchor.START, Style.TICK_LABEL);
      }
    }
    double labelPlace = end + roomOf(scale) + LABEL_SIZE;
    svg.upright(scale.label(), labelPlace, (top + bottom) / 2, Style.AXIS_LABEL);
  }

  /**
   * The figure, with its axes.
   *
   * @param label what it shows, for readers who cannot see it
   */
  String draw(String label) {
    drawX();
    drawY();
    return svg.element(label);
  }

  private void drawGrid() {
    if (x.isDrawn()) {
      majorTicks(x).forEach(at -> svg.line(left(at), top, left(at), bottom, Style.GRID));
    }
    if (y.isDrawn()) {
      majorTicks(y).forEach(at -> svg.line(left, top(at), right, top(at), Style.GRID));
    }
  }

  private static List<Double> majorTicks(Axis axis) {
    return axis.ticks().stream().filter(Tick::isMajor).map(Tick::place).toList();
  }

  private void drawX() {
    svg.line(left, bottom, right, bottom, Style.AXIS);
    double baseline = bottom + TICK + 3 + TICK_SIZE * DIGIT_HEIGHT;
    double taken = Double.NEGATIVE_INFINITY;
    for (Tick tick : x.ticks()) {
      double place = left(tick.place());
      svg.line(place, bottom, place, bottom + (tick.isMajor() ? TICK : MINOR_TICK), Style.AXIS);
      double half = TextWidth.of(tick.label(), TICK_SIZE) / 2;
      if (tick.isMajor() && x.isNumbered() && place - half >= taken) {
        svg.text(tick.label(), place, baseline, Anchor.MIDDLE, Style.TICK_LABEL);
        taken = place + half + BETWEEN_LABELS;
      }
    }
    double labelBaseline = baseline + GAP + LABEL_SIZE;
    if (!x.label().isEmpty()) {
      svg.text(x.label(), (left + right) / 2, labelBaseline, Anchor.MIDDLE, Style.AXIS_LABEL);
    }
  }

  private void drawY() {
    if (y.isDrawn()) {
      svg.line(left, top, left, bottom, Style.AXIS);
    }
    int size = y.isDrawn() ? TICK_SIZE : LABEL_SIZE;
    Style style = y.isDrawn() ? Style.TICK_LABEL : Style.AXIS_LABEL;
    for (Tick tick : y.ticks()) {
      double place = top(tick.place());
      if (y.isDrawn()) {
        svg.line(left - (tick.isMajor() ? TICK : MINOR_TICK), place, left, place, Style.AXIS);
      }
      if (tick.isMajor()) {
        double wide = TextWidth.of(tick.label(), size);
        svg.fitted(tick.label(), wide, left - TICK - 3, middle(place, size), style);
      }
    }
    if (!y.label().isEmpty()) {
      svg.upright(y.label(), LABEL_SIZE, (top + bottom) / 2, Style.AXIS_LABEL);
    }
  }

  private static double middle(double place, int size) {
    return place + size * DIGIT_HEIGHT / 2;
  }

  private static double roomOf(Axis axis) {
    int size = axis.isDrawn() ? TICK_SIZE : LABEL_SIZE;
    double widest =
        axis.ticks().stream().mapToDouble(tick -> TextWidth.of(tick.label(), size)).max().orElse(0);
    return widest + TICK + 3;
  }

  private String place(double atX, double atY) {
    return Svg.decimal(left(atX)) + " " + Svg.decimal(top(atY));
  }

  private double left(double value) {
    return left + (value - x.low()) / (x.high() - x.low()) * (right - left);
  }

  private double top(double value) {
    return vertical(y, value);
  }

  private double vertical(Axis axis, double value) {
    return bottom - (value - axis.low()) / (axis.high() - axis.low()) * (bottom - top);
  }
}
