package protomass.report.figure;

/** How wide a text is in the font that the page carries for its figures. */
final class TextWidth {
  /** What a character that the font lacks gets: no Latin, Greek or Cyrillic letter is wider. */
  private static final int OTHER_ADVANCE = 1000;

  /** How much smaller {@link Svg} sets the symbol of the Sun. */
  private static final double SUN_SIZE = 0.8;

  private TextWidth() {}

  /** Width in the unit of the font's size. */
  static double of(String text, double size) {
    return text.codePoints().mapToDouble(TextWidth::advance).sum() * size / 1000;
  }

  private static double advance(int character) {
    double advance = FigureFont.USED.advance(character).orElse(OTHER_ADVANCE);
    return character == '☉' ? SUN_SIZE * advance : advance;
  }
}
