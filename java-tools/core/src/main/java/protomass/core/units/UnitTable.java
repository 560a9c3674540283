package protomass.core.units;

import static java.util.Map.entry;

import java.util.Map;
import protomass.core.units.Unit.Base;

/** The units by their names; the only table of them. */
final class UnitTable {
  private static final Unit KELVIN = Unit.of(1, Base.TEMPERATURE);
  private static final Unit JANSKY = Unit.of(1, Base.FLUX_DENSITY);
  private static final Unit CENTIMETRE = Unit.of(1, Base.LENGTH);
  private static final Unit METRE = Unit.of(1e2, Base.LENGTH);
  private static final Unit KILOMETRE = Unit.of(1e5, Base.LENGTH);
  private static final Unit ASTRONOMICAL_UNIT = Unit.of(Cgs.ASTRONOMICAL_UNIT_CM, Base.LENGTH);
  private static final Unit PARSEC = Unit.of(Cgs.PARSEC_CM, Base.LENGTH);
  private static final Unit KILOPARSEC = Unit.of(1e3 * Cgs.PARSEC_CM, Base.LENGTH);
  private static final Unit GRAM = Unit.of(1, Base.MASS);
  private static final Unit KILOGRAM = Unit.of(1e3, Base.MASS);
  private static final Unit SUN = Unit.of(Cgs.SOLAR_MASS_G, Base.MASS);
  private static final Unit SECOND = Unit.of(1, Base.TIME);
  private static final Unit YEAR = Unit.of(Cgs.YEAR_S, Base.TIME);
  private static final Unit HERTZ = Unit.ONE.times(SECOND, -1);
  private static final Unit BEAM = Unit.of(1, Base.BEAM);
  private static final Unit PIXEL = Unit.of(1, Base.PIXEL);
  private static final Unit MAGNITUDE = Unit.of(1, Base.MAGNITUDE);
  private static final Unit STERADIAN = Unit.of(1, Base.SOLID_ANGLE);

  /** As the FITS standard (4.0, section 4.3) and astronomers write them. */
  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          entry("cm", CENTIMETRE),
          entry("m", METRE),
          entry("km", KILOMETRE),
          entry("au", ASTRONOMICAL_UNIT),
          entry("AU", ASTRONOMICAL_UNIT),
          entry("pc", PARSEC),
          entry("kpc", KILOPARSEC),
          entry("g", GRAM),
          entry("kg", KILOGRAM),
          entry("Msun", SUN),
          entry("M_sun", SUN),
          entry("solMass", SUN),
          entry("s", SECOND),
          entry("sec", SECOND),
          entry("yr", YEAR),
          entry("a", YEAR),
          entry("kyr", Unit.of(1e3 * Cgs.YEAR_S, Base.TIME)),
          entry("Myr", Unit.of(1e6 * Cgs.YEAR_S, Base.TIME)),
          entry("Hz", HERTZ),
          entry("G", Unit.of(1, Base.MAGNETIC_FIELD)),
          entry("Gauss", Unit.of(1, Base.MAGNETIC_FIELD)),
          entry("mG", Unit.of(1e-3, Base.MAGNETIC_FIELD)),
          entry("uG", Unit.of(1e-6, Base.MAGNETIC_FIELD)),
          entry("T", Unit.of(1e4, Base.MAGNETIC_FIELD)),
          entry("K", KELVIN),
          entry("Jy", JANSKY),
          entry("MJy", Unit.of(1e6, Base.FLUX_DENSITY)),
          entry("beam", BEAM),
          entry("sr", STERADIAN),
          entry("mag", MAGNITUDE),
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
      Map.ofEntries(
          entry("CM", CENTIMETRE),
          entry("M", METRE),
          entry("KM", KILOMETRE),
          entry("AU", ASTRONOMICAL_UNIT),
          entry("PC", PARSEC),
          entry("KPC", KILOPARSEC),
          entry("G", GRAM),
          entry("KG", KILOGRAM),
          entry("MSUN", SUN),
          entry("S", SECOND),
          entry("SEC", SECOND),
          entry("YR", YEAR),
          entry("HZ", HERTZ),
          entry("K", KELVIN),
          entry("JY", JANSKY),
          entry("B", BEAM),
          entry("BEAM", BEAM),
          entry("SR", STERADIAN),
          entry("MAG", MAGNITUDE),
          entry("PIXEL", PIXEL),
          entry("N(H2)", Unit.ONE),
          entry("H2", Unit.ONE),
          entry("T_MB", Unit.ONE));

  private UnitTable() {}

  static Map<String, Unit> standard() {
    return UNITS;
  }

  static Map<String, Unit> inCapitals() {
    return IN_CAPITALS;
  }
}
