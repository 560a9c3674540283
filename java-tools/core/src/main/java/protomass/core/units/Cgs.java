package protomass.core.units;

/** Physical constants and units in cgs; the only place where they stand. */
public final class Cgs {
  /** Centimetres in a parsec (IAU 2015 resolution B2: 648000/pi au). */
  public static final double PARSEC_CM = 3.085677581491367e18;

  /** Centimetres in an astronomical unit (IAU 2012 resolution B2, exact). */
  public static final double ASTRONOMICAL_UNIT_CM = 1.495978707e13;

  /** Grams in a solar mass (IAU 2015 nominal GM and CODATA 2018 G). */
  public static final double SOLAR_MASS_G = 1.988409870698051e33;

  /** Seconds in a Julian year. */
  public static final double YEAR_S = 3.15576e7;

  /** Centimetres per second in a kilometre per second. */
  public static final double KILOMETRE_PER_SECOND = 1e5;

  /**
   * Grams of gas to a hydrogen molecule: 2.8 atoms of 1H (1.00782503223 u each, u of CODATA 2018),
   * for gas that is 71 % hydrogen by mass (Kauffmann et al. 2008, appendix A).
   */
  public static final double GRAMS_PER_H2 = 4.685891947282893e-24;

  private Cgs() {}
}
