package protomass.snapshot.quantity;

import java.util.Map;

/**
 * A speed greater than zero.
 *
 * @param centimetresPerSecond [cm/s]
 */
public record Speed(double centimetresPerSecond) {
  private static final Map<String, Double> UNITS = Map.of("km/s", 1e5, "m/s", 1e2, "cm/s", 1.0);

  /**
   * Reads text such as {@code 0.19km/s}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Speed parse(String text) {
    return new Speed(QuantityText.positive(text, "speed", UNITS));
  }
}
