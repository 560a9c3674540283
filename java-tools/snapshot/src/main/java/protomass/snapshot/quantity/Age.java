package protomass.snapshot.quantity;

import java.util.Map;

/**
 * A span of time greater than zero.
 *
 * @param years Julian years
 */
public record Age(double years) {
  private static final Map<String, Double> UNITS = Map.of("yr", 1.0, "kyr", 1e3, "Myr", 1e6);

  /**
   * Reads text such as {@code 1e4yr} or {@code 10kyr}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Age parse(String text) {
    return new Age(QuantityText.positive(text, "time", UNITS));
  }
}
