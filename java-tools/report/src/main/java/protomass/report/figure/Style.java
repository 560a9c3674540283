package protomass.report.figure;

/** How a mark of a figure is drawn, as declarations of CSS. Lengths are in CSS pixels. */
record Style(String css) {
  static final Style GRID = stroke(Ink.GRID, 0.75);
  static final Style AXIS = stroke(Ink.MUTED, 0.75);
  static final Style TICK_LABEL = text(Ink.TEXT, 12);
  static final Style AXIS_LABEL = text(Ink.TEXT, 13);

  static Style stroke(Ink ink, double width) {
    return new Style(
        "fill:none;stroke:%s;stroke-width:%s;stroke-linecap:round;stroke-linejoin:round"
            .formatted(ink.css(), Svg.decimal(width)));
  }

  static Style dashed(Ink ink) {
    return new Style(
        "fill:none;stroke:%s;stroke-width:1.25;stroke-dasharray:5 4".formatted(ink.css()));
  }

  static Style fill(Ink ink) {
    return fill(ink.css());
  }

  /**
   * A filled area.
   *
   * @param colour as CSS writes it
   */
  static Style fill(String colour) {
    return new Style("fill:" + colour);
  }

  static Style text(Ink ink, int size) {
    return new Style("fill:%s;font-size:%dpx".formatted(ink.css(), size));
  }

  /** A line in a colour as CSS writes it. */
  static Style stroke(String colour, double width) {
    return new Style(
        "fill:none;stroke:%s;stroke-width:%s;stroke-linecap:round"
            .formatted(colour, Svg.decimal(width)));
  }

  /** A text in a colour as CSS writes it, with a dark rim: for what stands on a picture. */
  static Style textOnPicture(int size) {
    return new Style(
        "fill:#fff;font-size:%dpx;paint-order:stroke;stroke:#000;stroke-width:2.5;stroke-linejoin:round"
            .formatted(size));
  }

  /** The same, letting what lies beneath shine through; 1 is opaque. */
  Style withOpacity(double opacity) {
    return new Style(css + ";opacity:" + Svg.decimal(opacity));
  }

  /** The same with a thin line around it. */
  Style withOutline(Ink ink, double opacity) {
    return new Style(
        "%s;stroke:%s;stroke-width:0.75;stroke-opacity:%s"
            .formatted(css, ink.css(), Svg.decimal(opacity)));
  }
}
