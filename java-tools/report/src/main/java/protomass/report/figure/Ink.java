package protomass.report.figure;

import java.util.Locale;

/** A colour by its meaning: the page's CSS variable, so that one figure serves light and dark. */
public enum Ink {
  TEXT("currentColor"),
  MUTED("var(--muted,#667)"),
  GRID("var(--rule,#ccd)"),
  BLUE("var(--blue,#0b65a8)"),
  ORANGE("var(--orange,#c2500a)"),
  GREEN("var(--green,#12805f)"),
  PURPLE("var(--purple,#8f4a93)");

  private final String css;

  Ink(String css) {
    this.css = css;
  }

  /** The colour's CSS value. */
  String css() {
    return css;
  }

  /** The style class of legends in this colour. */
  public String cssClass() {
    return "ink-" + name().toLowerCase(Locale.ROOT);
  }
}
