package protomass.core.units;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import protomass.core.units.Unit.Base;

/** The units by their names; the only table of them. */
final class UnitTable {
  private static final Unit ASTRONOMICAL_UNIT = Unit.of(Cgs.ASTRONOMICAL_UNIT_CM, Base.LENGTH);
  private static final Unit SUN = Unit.of(Cgs.SOLAR_MASS_G, Base.MASS);
  private static final Unit SECOND = Unit.of(1, Base.TIME);
  private static final Unit YEAR = Unit.of(Cgs.YEAR_S, Base.TIME);
  private static final Unit GAUSS = Unit.of(1, Base.MAGNETIC_FIELD);
  private static final Unit BEAM = Unit.of(1, Base.BEAM);
  private static final Unit PIXEL = Unit.of(1, Base.PIXEL);

  /** As the FITS standard (4.0, section 4.3) and astronomers write them. */
  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          entry("cm", Unit.of(1, Base.LENGTH)),
          entry("m", Unit.of(1e2, Base.LENGTH)),
          entry("km", Unit.of(1e5, Base.LENGTH)),
          entry("au", ASTRONOMICAL_UNIT),
          entry("AU", ASTRONOMICAL_UNIT),
          entry("pc", Unit.of(Cgs.PARSEC_CM, Base.LENGTH)),
          entry("kpc", Unit.of(1e3 * Cgs.PARSEC_CM, Base.LENGTH)),
          entry("g", Unit.of(1, Base.MASS)),
          entry("kg", Unit.of(1e3, Base.MASS)),
          entry("Msun", SUN),
          entry("M_sun", SUN),
          entry("solMass", SUN),
          entry("s", SECOND),
          entry("sec", SECOND),
          entry("yr", YEAR),
          entry("a", YEAR),
          entry("kyr", Unit.of(1e3 * Cgs.YEAR_S, Base.TIME)),
          entry("Myr", Unit.of(1e6 * Cgs.YEAR_S, Base.TIME)),
          entry("Hz", Unit.ONE.times(SECOND, -1)),
          entry("G", GAUSS),
          entry("Gauss", GAUSS),
          entry("mG", Unit.of(1e-3, Base.MAGNETIC_FIELD)),
          entry("uG", Unit.of(1e-6, Base.MAGNETIC_FIELD)),
          entry("T", Unit.of(1e4, Base.MAGNETIC_FIELD)),
          entry("K", Unit.of(1, Base.TEMPERATURE)),
          entry("Jy", Unit.of(1, Base.FLUX_DENSITY)),
          entry("MJy", Unit.of(1e6, Base.FLUX_DENSITY)),
          entry("beam", BEAM),
          entry("sr", Unit.of(1, Base.SOLID_ANGLE)),
          entry("mag", Unit.of(1, Base.MAGNITUDE)),
          entry("pix", PIXEL),
          entry("pixel", PIXEL),
          // Labels, of what is counted or of the scale of a temperature.
          entry("N(H2)", Unit.ONE),
          entry("H2", Unit.ONE),
          entry("T_MB", Unit.ONE));

  /**
   * Units in texts that are all in capitals, as AIPS, Miriad and old CASA write them: by the
   * standard M would be mega and S siemens, but these mean metre and second.
   */
  private static final Map<String, Unit> IN_CAPITALS =
      capitals(
          "cm", "m", "km", "au", "pc", "kpc", "g", "kg", "Msun", "s", "sec", "yr", "Hz", "K", "Jy",
          "beam", "sr", "mag", "pixel", "N(H2)", "H2", "T_MB");

  private UnitTable() {}

  static Map<String, Unit> standard() {
    return UNITS;
  }

  static Map<String, Unit> inCapitals() {
    return IN_CAPITALS;
  }

  private static Map<String, Unit> capitals(String... names) {
    Map<String, Unit> units = new HashMap<>(Map.of("B", BEAM));
    for (String name : names) {
      units.put(name.toUpperCase(Locale.ROOT), UNITS.get(name));
    }
    return Map.copyOf(units);
  }
}
