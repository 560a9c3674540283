package protomass.report.figure;

import java.awt.Color;

/**
 * A colour by its meaning. Charts are drawn in placeholder colours that occur nowhere else; the SVG
 * then names the page's CSS variable instead, so that one figure serves light, dark and print.
 */
public enum Ink {
  TEXT(0, "currentColor"),
  MUTED(1, "var(--muted,#667)"),
  GRID(2, "var(--rule,#ccd)"),
  BLUE(3, "var(--blue,#0b65a8)"),
  ORANGE(4, "var(--orange,#c2500a)"),
  GREEN(5, "var(--green,#12805f)"),
  PURPLE(6, "var(--purple,#8f4a93)");

  private static final int RED = 1;
  private static final int GREEN_LEVEL = 254;

  private final int placeholder;
  private final String css;

  Ink(int placeholder, String css) {
    this.placeholder = placeholder;
    this.css = css;
  }

  /** The placeholder, opaque. */
  public Color color() {
    return color(255);
  }

  /** The placeholder with an opacity of 0 to 255. */
  public Color color(int alpha) {
    return new Color(RED, GREEN_LEVEL, placeholder, alpha);
  }

  /** The style class of legends in this colour. */
  public String cssClass() {
    return "ink-" + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Style text in which every placeholder has become its CSS value. */
  static String resolve(String style) {
    String resolved = style;
    for (Ink ink : values()) {
      resolved =
          resolved.replace("rgb(%d,%d,%d)".formatted(RED, GREEN_LEVEL, ink.placeholder), ink.css);
    }
    return resolved;
  }
}
