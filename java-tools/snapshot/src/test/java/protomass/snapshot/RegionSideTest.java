package protomass.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    assertEquals(cells * CELL_CM, RegionSide.centimetres(Length.parse(side), 64, CELL_CM));
  }

  @ParameterizedTest
  @CsvSource({"0.4pc", "0.492191pc", "1cm"})
  void cutsCellsWhereTheSideIsNotOfWholeCells(String side) {
    Length wanted = Length.parse(side);
    assertEquals(wanted.centimetres(), RegionSide.centimetres(wanted, 64, CELL_CM));
  }

  @Test
  void refusesMoreThanThereIs() {
    Length wanted = Length.parse("0.504pc");
    String message =
        assertThrows(UsageException.class, () -> RegionSide.centimetres(wanted, 64, CELL_CM))
            .getMessage();
    assertEquals(
        "the region size 0.504000pc is 64.51 cells; regions here are cubes of 64 cells;"
            + " give at most 0.500004pc",
        message);
  }
}
