package protomass.report.figure;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.text.TextUtils;
import org.jfree.svg.SVGGraphics2D;

/**
 * Draws a chart as an inline SVG element. Styles become classes (a scatter repeats the same few
 * thousands of times), placeholder colours become CSS variables, numbers lose useless digits.
 */
final class ChartSvg {
  private static final Pattern STYLE = Pattern.compile("\\s*style='([^']*)'");
  private static final Pattern CLIP_OF_MARK =
      Pattern.compile("(<ellipse[^>]*?)\\s*clip-path='[^']*'");
  private static final Pattern FONT_FAMILY = Pattern.compile("font-family:[^;]*;?");
  private static final Pattern ROOT = Pattern.compile("^<svg[^>]*>");

  static {
    // JFreeChart would draw rotated text as outlines of whatever font this machine has.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private ChartSvg() {}

  /**
   * Draws.
   *
   * @param id unique on the page
   * @param label what the figure shows, for readers who cannot see it
   * @param width in CSS pixels
   * @param height in CSS pixels
   */
  static String draw(JFreeChart chart, String id, String label, int width, int height) {
    SVGGraphics2D graphics = svg(id, width, height);
    chart.draw(new Canvas(graphics), new Rectangle(width, height));
    String inner = ROOT.matcher(graphics.getSVGElement()).replaceFirst("");
    String root =
        "<svg xmlns='http://www.w3.org/2000/svg' id='%s' role='img' aria-label='%s' "
            .formatted(id, escape(label));
    String box =
        "viewBox='0 0 %d %d' width='%d' height='%d'>".formatted(width, height, width, height);
    return root + box + withSunSymbol(withClasses(id, inner));
  }

  private static String withClasses(String id, String svg) {
    Map<String, String> classes = new LinkedHashMap<>();
    String unclipped = CLIP_OF_MARK.matcher(svg).replaceAll("$1");
    Matcher matcher = STYLE.matcher(unclipped);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String style = compact(matcher.group(1));
      String name = classes.computeIfAbsent(style, key -> id + "-" + classes.size());
      matcher.appendReplacement(text, Matcher.quoteReplacement(" class='" + name + "'"));
    }
    matcher.appendTail(text);
    StringBuilder sheet = new StringBuilder("<style>");
    classes.forEach((style, name) -> sheet.append('.' + name + '{' + style + '}'));
    return sheet.append("</style>").append(text).toString();
  }

  private static String compact(String style) {
    String plain = FONT_FAMILY.matcher(style).replaceAll("");
    return Ink.resolve(plain)
        .replaceAll("\\s*([:;])\\s*", "$1")
        .replaceAll("(\\d\\.\\d\\d)\\d+", "$1")
        .replaceAll("(fill|stroke)-opacity:1\\.0(?=;|$)", "")
        .replaceAll(";+", ";")
        .replaceAll("^;|;$", "")
        .strip();
  }

  /** Fonts draw the symbol of the Sun at many sizes; as a small subscript it reads well in all. */
  private static String withSunSymbol(String svg) {
    return svg.replaceAll(
        "M☉([^<]*)", "M<tspan dy='2.5' font-size='80%'>☉</tspan><tspan dy='-2.5'>$1</tspan>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }

  private static SVGGraphics2D svg(String id, int width, int height) {
    SVGGraphics2D graphics = new SVGGraphics2D(width, height);
    graphics.setDefsKeyPrefix(id + "-");
    graphics.setGeomDoubleConverter(ChartSvg::decimal);
    graphics.setTransformDoubleConverter(ChartSvg::decimal);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return graphics;
  }

  /** A hundredth of a pixel is finer than any screen or printer shows. */
  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }

  /** A graphics context that measures text without the machine's fonts. */
  private static final class Canvas extends DelegatingGraphics {
    private final Graphics2D svg;

    Canvas(Graphics2D svg) {
      super(svg);
      this.svg = svg;
    }

    @Override
    public Graphics create() {
      return new Canvas((Graphics2D) svg.create());
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
      return font instanceof FigureFont own
          ? own.metrics()
          : new FigureFont(font.getStyle(), font.getSize()).metrics();
    }
  }
}
