package protomass.core.units;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  /** The factors that artefacts were made with: every bit of them counts. */
  @ParameterizedTest
  @CsvSource({
    "LENGTH, cm, 1",
    "LENGTH, m, 1e2",
    "LENGTH, km, 1e5",
    "LENGTH, au, 1.495978707e13",
    "LENGTH, AU, 1.495978707e13",
    "LENGTH, pc, 3.085677581491367e18",
    "LENGTH, kpc, 3.085677581491367e21",
    "MASS, g, 1",
    "MASS, kg, 1e3",
    "MASS, Msun, 1.988409870698051e33",
    "TIME, s, 1",
    "TIME, yr, 3.15576e7",
    "TIME, a, 3.15576e7",
    "TIME, kyr, 3.15576e10",
    "TIME, Myr, 3.15576e13",
    "SPEED, cm/s, 1",
    "SPEED, m/s, 1e2",
    "SPEED, km/s, 1e5",
    "SPEED, km s-1, 1e5",
    "SPEED, (km)/(s), 1e5",
    "SPEED, km*s**(-1), 1e5",
    "DENSITY, g/cm^3, 1",
    "DENSITY, g/cm3, 1",
    "DENSITY, g.cm^-3, 1",
    "DENSITY, kg/m^3, 1e-3",
    "DENSITY, kg m-3, 1e-3",
    "MAGNETIC_FIELD, G, 1",
    "MAGNETIC_FIELD, Gauss, 1",
    "MAGNETIC_FIELD, mG, 1e-3",
    "MAGNETIC_FIELD, uG, 1e-6",
    "MAGNETIC_FIELD, T, 1e4"
  })
  void factors(Quantity quantity, String unit, double cgs) {
    assertEquals(OptionalDouble.of(cgs), quantity.find(unit));
  }

  @Test
  void solarMassesPerCubicParsecAreRoundedAsEver() {
    assertEquals(
        OptionalDouble.of(Cgs.SOLAR_MASS_G / Math.pow(Cgs.PARSEC_CM, 3)),
        Quantity.DENSITY.find("Msun/pc^3"));
  }

  /** In capitals M is a metre; otherwise prefixes are those of the standard. */
  @ParameterizedTest
  @CsvSource({"KM/S, 1e5", "M/S, 1e2", "M S-1, 1e2", "CM**(-1)/S**(-1), "})
  void capitals(String unit, Double cgs) {
    assertEquals(
        cgs == null ? OptionalDouble.empty() : OptionalDouble.of(cgs), Quantity.SPEED.find(unit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M/s",
        "Mm/s",
        "mm/s",
        "km",
        "km/",
        "km//s",
        "km s",
        "/",
        "km/s)",
        "(km/s",
        "km/s-",
        "1",
        "km.",
        ".km/s",
        "km 5/s",
        "5",
        "0 km/s",
        "1e999 km/s",
        "Ms",
        "mas",
        "km/s/km",
        "km s-2",
        "\u00e9m/s",
        "KMS-1",
        "ms-1",
        "A/s"
      })
  void noSpeeds(String unit) {
    assertEquals(OptionalDouble.empty(), Quantity.SPEED.find(unit));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "K km/s | 'K km/s' is the unit of an integrated intensity, not of column density",
        "JY/BEAM.KM/S | 'JY/BEAM.KM/S' is the unit of an integrated intensity, not of column density",
        "MJy/sr | 'MJy/sr' is the unit of a brightness, not of column density",
        "K (T_MB) | 'K (T_MB)' is the unit of a brightness, not of column density",
        "mag | 'mag' is the unit of an extinction or magnitude, not of column density",
        "Hz | 'Hz' is the unit of a frequency, not of column density",
        "pixel | 'pixel' is the unit of a number of pixels, not of column density",
        "km/s | 'km/s' is the unit of another quantity, not of column density",
        "furlong | 'furlong' is no known unit of column density",
        "\"\" | no unit of column density is given",
      })
  void faults(String unit, String fault) {
    assertEquals(fault, Quantity.COLUMN_DENSITY.fault(unit));
  }
}
