package protomass.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Font;
import org.junit.jupiter.api.Test;

class FigureFontTest {
  /** Widths from Adobe's metrics of Helvetica: M 833, a 556, s 500. */
  @Test
  void widthsAreHelveticas() {
    FigureFont font = new FigureFont(Font.PLAIN, 1000);
    assertEquals(833 + 556 + 500 + 500, font.metrics().stringWidth("Mass"));
    assertEquals(278 + 584, font.metrics().stringWidth(" ~"));
    assertEquals(10 * 556, font.metrics().stringWidth("0123456789"));
  }
}
