package protomass.snapshot.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.units.Cgs;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0.5pc, 1.5428387907456835e18",
    " .5 pc , 1.5428387907456835e18",
    "1e5au, 1.495978707e18",
    "1.5e+18cm, 1.5e18",
    "2.pc, 6.171355162982734e18"
  })
  void readsLengths(String text, double centimetres) {
    assertEquals(centimetres, Length.parse(text).centimetres(), 1e-15 * centimetres);
  }

  @ParameterizedTest
  @CsvSource({"0.02Msun, 0.02", "1988409870698051000000000000000000 g, 1", "1e-3Msun, 0.001"})
  void readsMasses(String text, double solarMasses) {
    assertEquals(solarMasses, Mass.parse(text).solarMasses(), 1e-15 * solarMasses);
  }

  @Test
  void aParsecIs648000AuOverPi() {
    double parsec = Length.parse("1pc").centimetres();
    assertEquals(648_000 / Math.PI * Cgs.ASTRONOMICAL_UNIT_CM, parsec, 1e-15 * parsec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pc", "0.5", "0.5 kpc", "0.5PC", "1,5pc", "0x1pc", "NaNpc", "--1pc"})
  void refusesWhatIsNoLength(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Length.parse(text)).getMessage();
    assertEquals(
        "'%s' is not a length; write a number and one of the units au, cm, pc".formatted(text),
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0pc", "-0.5pc", "1e999pc", "1e-999pc"})
  void refusesLengthsThatAreNotPositiveAndFinite(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Length.parse(text)).getMessage();
    assertEquals("'%s' is not a positive length".formatted(text), message);
  }
}
