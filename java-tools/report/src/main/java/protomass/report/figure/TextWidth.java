package protomass.report.figure;

/**
 * How wide a text is, from the advance widths of Helvetica and Arial. Figures then come out the
 * same on every machine, and a container needs neither fonts nor fontconfig; the reader's browser
 * draws the text with its own font of these widths.
 */
final class TextWidth {
  /** Advance widths of the printable ASCII characters from space on, in thousandths of an em. */
  private static final int[] ADVANCES = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 // p to ~
  };

  private static final int OTHER_ADVANCE = 584;
  private static final int SMALL_ADVANCE = 333;

  private TextWidth() {}

  /** Width in the unit of the font's size. */
  static double of(String text, double size) {
    return text.chars().map(TextWidth::advance).sum() * size / 1000;
  }

  private static int advance(int character) {
    int index = character - ' ';
    if (index >= 0 && index < ADVANCES.length) {
      return ADVANCES[index];
    }
    return "²⁰¹³⁴⁵⁶⁷⁸⁹⁻₀₁₂".indexOf(character) >= 0 ? SMALL_ADVANCE : OTHER_ADVANCE;
  }
}
