package protomass.snapshot.quantity;

import java.util.Map;
import protomass.core.units.Quantity;

/**
 * A speed greater than zero.
 *
 * @param centimetresPerSecond [cm/s]
 */
public record Speed(double centimetresPerSecond) {
  private static final Map<String, Double> UNITS = Quantity.SPEED.units("km/s", "m/s", "cm/s");

  /**
   * Reads text such as {@code 0.19km/s}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Speed parse(String text) {
    return new Speed(QuantityText.positive(text, "speed", UNITS));
  }
}
