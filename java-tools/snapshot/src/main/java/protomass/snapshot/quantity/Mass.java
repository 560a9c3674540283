package protomass.snapshot.quantity;

import java.util.Map;
import protomass.core.units.Cgs;
import protomass.core.units.Quantity;

/**
 * A mass greater than zero.
 *
 * @param grams [g]
 */
public record Mass(double grams) {
  private static final Map<String, Double> UNITS = Quantity.MASS.units("Msun", "g");

  public Mass {
    if (!(grams > 0) || Double.isInfinite(grams)) {
      throw new IllegalArgumentException("a mass of %s g".formatted(grams));
    }
  }

  /**
   * Reads text such as {@code 0.02Msun} or {@code 4e31 g}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Mass parse(String text) {
    return new Mass(QuantityText.positive(text, "mass", UNITS));
  }

  /** The mass in units of the Sun's. */
  public double solarMasses() {
    return grams / Cgs.SOLAR_MASS_G;
  }
}
