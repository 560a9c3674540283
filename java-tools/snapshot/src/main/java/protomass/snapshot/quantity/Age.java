package protomass.snapshot.quantity;

import java.util.Map;
import protomass.core.units.Cgs;
import protomass.core.units.Quantity;

/**
 * A span of time greater than zero.
 *
 * @param years Julian years
 */
public record Age(double years) {
  private static final Map<String, Double> UNITS = Quantity.TIME.units("yr", "kyr", "Myr");

  /**
   * Reads text such as {@code 1e4yr} or {@code 10kyr}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Age parse(String text) {
    return new Age(QuantityText.positive(text, "time", UNITS) / Cgs.YEAR_S);
  }
}
