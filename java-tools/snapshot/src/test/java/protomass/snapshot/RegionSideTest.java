package protomass.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.UsageException;
import protomass.snapshot.quantity.Length;

class RegionSideTest {
  /** The cell of the demo's files. */
  private static final double CELL_CM = 2.410703125e16;

  @ParameterizedTest
  @CsvSource({
    "0.5pc, 64",
    "0.5038pc, 64",
    "0.4962pc, 64",
    "0.25pc, 32",
    "0.484379pc, 62",
    "0.015625pc, 2"
  })
  void findsWholeCells(String side, int cells) {
    assertEquals(cells, RegionSide.cells(Length.parse(side), 64, CELL_CM));
  }

  @ParameterizedTest
  @CsvSource({
    "0.504pc, '0.500004pc (64 cells)'",
    "0.4pc, '0.390628pc (50 cells) or 0.406253pc (52 cells) or 0.500004pc (64 cells)'",
    // 63 cells have another centre than 64.
    "0.492191pc, '0.484379pc (62 cells) or 0.500004pc (64 cells)'",
    "1cm, '0.015625pc (2 cells) or 0.500004pc (64 cells)'"
  })
  void namesTheSidesThatArePossible(String side, String possible) {
    String message =
        assertThrows(UsageException.class, () -> RegionSide.cells(Length.parse(side), 64, CELL_CM))
            .getMessage();
    assertTrue(message.endsWith("; give " + possible), message);
  }

  @Test
  void acceptsEverySideThatItNames() {
    for (int cells = 2; cells <= 64; cells += 2) {
      String named = "%.6fpc".formatted(new Length(cells * CELL_CM).parsecs());
      assertEquals(cells, RegionSide.cells(Length.parse(named), 64, CELL_CM));
    }
  }
}
