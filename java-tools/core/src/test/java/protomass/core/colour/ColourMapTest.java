package protomass.core.colour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures keep their bytes: the colours are those of the three maps that came before this one. */
class ColourMapTest {
  private static final Map<String, ColourMap> MAPS =
      Map.of(
          "CUBEHELIX", ColourMap.CUBEHELIX,
          "BLUE_WHITE_RED", ColourMap.BLUE_WHITE_RED,
          "COLUMN_DENSITY", ColourMap.COLUMN_DENSITY,
          "VELOCITY", ColourMap.VELOCITY,
          "DISPERSION", ColourMap.DISPERSION);

  /** Checksums of 1001 colours, taken of the classes that snapshot and vision had of their own. */
  @ParameterizedTest
  @CsvSource({
    "CUBEHELIX, b9f96321",
    "BLUE_WHITE_RED, 6ea8d64a",
    "COLUMN_DENSITY, 4284b504",
    "VELOCITY, bd32fd42",
    "DISPERSION, 294a9ad9"
  })
  void coloursAreAsEver(String name, String checksum) {
    CRC32 sum = new CRC32();
    for (int i = 0; i <= 1000; i++) {
      int colour = MAPS.get(name).colour(i / 1000.0);
      sum.update(colour >> 16);
      sum.update(colour >> 8);
      sum.update(colour);
    }
    assertEquals(checksum, Long.toHexString(sum.getValue()));
  }

  /** The 24 colours of the report's scatter plots. */
  @Test
  void cividisIsAsEver() {
    String expected =
        "1e4072 274570 304a6e 394f6d 42536c 4a576d 525b6d 5a606e 626670 696c71 717273 797875"
            + " 817f76 898578 918c77 999276 a19975 aaa072 b3a76f bcae6b c6b567 cfbd61 d8c45b"
            + " e1cc55";
    StringBuilder colours = new StringBuilder();
    for (int step = 0; step < 24; step++) {
      colours.append(step == 0 ? "" : " ").append(hex(ColourMap.CIVIDIS.colour(step / 23.0)));
    }
    assertEquals(expected, colours.toString());
  }

  private static String hex(int colour) {
    return "%06x".formatted(colour);
  }
}
