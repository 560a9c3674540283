package protomass.report.figure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An inline SVG element under construction. Places are CSS pixels from the upper left corner.
 * Styles become classes, for a scatter repeats the same few thousands of times.
 */
final class Svg {
  /** Where a text stands with respect to its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final String id;
  private final int width;
  private final int height;
  private final Map<Style, String> classes = new LinkedHashMap<>();
  private final StringBuilder body = new StringBuilder();

  /**
   * @param id unique on the page
   */
  Svg(String id, int width, int height) {
    this.id = id;
    this.width = width;
    this.height = height;
  }

  void line(double x1, double y1, double x2, double y2, Style style) {
    path("M%s %sL%s %s".formatted(decimal(x1), decimal(y1), decimal(x2), decimal(y2)), style);
  }

  /**
   * A path.
   *
   * @param data its commands, as the attribute {@code d} has them
   */
  void path(String data, Style style) {
    body.append("<path class='%s' d='%s'/>".formatted(nameOf(style), data));
  }

  void disc(double x, double y, double radius, Style style) {
    body.append(
        "<circle class='%s' cx='%s' cy='%s' r='%s'/>"
            .formatted(nameOf(style), decimal(x), decimal(y), decimal(radius)));
  }

  void rectangle(double x, double y, double wide, double high, Style style) {
    body.append(
        "<rect class='%s' x='%s' y='%s' width='%s' height='%s'/>"
            .formatted(nameOf(style), decimal(x), decimal(y), decimal(wide), decimal(high)));
  }

  /** A text whose baseline is at y. */
  void text(String text, double x, double y, Anchor anchor, Style style) {
    text(text, "x='%s' y='%s'".formatted(decimal(x), decimal(y)), anchor, style);
  }

  /**
   * A text that ends at a place and is as wide as said: a reader without the font of the figures
   * gets another one, squeezed or stretched.
   */
  void fitted(String text, double wide, double x, double y, Style style) {
    String place =
        "x='%s' y='%s' textLength='%s' lengthAdjust='spacingAndGlyphs'"
            .formatted(decimal(x), decimal(y), decimal(wide));
    text(text, place, Anchor.END, style);
  }

  /**
   * A picture, each of its pixels a sharp square.
   *
   * @param uri the picture as a {@code data:} URI
   */
  void image(String uri, double x, double y, double side) {
    body.append(
        "<image href='%s' x='%s' y='%s' width='%s' height='%s' style='image-rendering:pixelated'/>"
            .formatted(uri, decimal(x), decimal(y), decimal(side), decimal(side)));
  }

  /** A text that reads upwards, centred on a place. */
  void upright(String text, double x, double y, Style style) {
    String place = "transform='translate(%s %s) rotate(-90)'".formatted(decimal(x), decimal(y));
    text(text, place, Anchor.MIDDLE, style);
  }

  private void text(String text, String place, Anchor anchor, Style style) {
    body.append(
        "<text class='%s' text-anchor='%s' %s>%s</text>"
            .formatted(
                nameOf(style),
                anchor.name().toLowerCase(Locale.ROOT),
                place,
                withSunSymbol(escape(text))));
  }

  /**
   * The whole element.
   *
   * @param label what the figure shows, for readers who cannot see it
   */
  String element(String label) {
    StringBuilder sheet = new StringBuilder();
    classes.forEach((style, name) -> sheet.append(".%s{%s}".formatted(name, style.css())));
    return """
        <svg xmlns='http://www.w3.org/2000/svg' id='%s' role='img' aria-label='%s' \
        viewBox='0 0 %d %d' width='%d' height='%d'><style>%s</style>%s</svg>"""
        .formatted(id, escape(label), width, height, width, height, sheet, body);
  }

  /** A number with at most two decimals: a hundredth of a pixel is finer than any screen shows. */
  static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }

  private String nameOf(Style style) {
    return classes.computeIfAbsent(style, key -> id + "-" + classes.size());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }

  /** Fonts draw the symbol of the Sun at many sizes; as a small subscript it reads well in all. */
  private static String withSunSymbol(String text) {
    return text.replaceAll(
        "M☉(.*)", "M<tspan dy='2.5' font-size='80%'>☉</tspan><tspan dy='-2.5'>$1</tspan>");
  }
}
