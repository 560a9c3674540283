package protomass.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextWidthTest {
  /** Widths from Adobe's metrics of Helvetica: M 833, a 556, s 500. */
  @Test
  void widthsAreHelveticas() {
    assertEquals(833 + 556 + 500 + 500, TextWidth.of("Mass", 1000), 1e-9);
    assertEquals(278 + 584, TextWidth.of(" ~", 1000), 1e-9);
    assertEquals(10 * 556, TextWidth.of("0123456789", 1000), 1e-9);
  }
}
