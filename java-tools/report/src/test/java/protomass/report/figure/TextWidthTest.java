package protomass.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextWidthTest {
  /**
   * The font of the figures is one of Helvetica's widths. These are from Adobe's metrics of
   * Helvetica: M 833, a 556, s 500.
   */
  @Test
  void widthsAreHelveticas() {
    // A font of 2048 units to the em rounds a thousandth.
    assertEquals(833 + 556 + 500 + 500, TextWidth.of("Mass", 1000), 2);
    assertEquals(278 + 584, TextWidth.of(" ~", 1000), 2);
    assertEquals(10 * 556, TextWidth.of("0123456789", 1000), 5);
  }

  /** Advances of the file as fontTools 4.38 reads them, of 2048 units to the em. */
  @Test
  void widthsAreThoseThatOtherProgramsReadInTheFile() {
    Map.of('M', 1706, '−', 1196, 'Σ', 1266, 'σ', 1264, '⁻', 682, '←', 2048, 'ü', 1139, '☉', 1475)
        .forEach(
            (character, advance) ->
                assertEquals(
                    Math.round(1000 * advance / 2048.0),
                    FigureFont.USED.advance(character).orElseThrow(),
                    "width of " + character));
  }

  /** A label that the font lacks gets room enough. */
  @Test
  void charactersThatTheFontLacksAreWide() {
    assertTrue(FigureFont.USED.advance('星').isEmpty());
    assertEquals(2000, TextWidth.of("星𝛼", 1000), 1e-9);
  }
}
