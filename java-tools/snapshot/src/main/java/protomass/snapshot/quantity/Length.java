package protomass.snapshot.quantity;

import java.util.Map;
import protomass.core.units.Cgs;
import protomass.core.units.Quantity;

/**
 * A length greater than zero.
 *
 * @param centimetres [cm]
 */
public record Length(double centimetres) {
  private static final Map<String, Double> UNITS = Quantity.LENGTH.units("pc", "au", "cm");

  public Length {
    if (!(centimetres > 0) || Double.isInfinite(centimetres)) {
      throw new IllegalArgumentException("a length of %s cm".formatted(centimetres));
    }
  }

  /**
   * Reads text such as {@code 0.5pc}, {@code 1e5 au} or {@code 1.5e18cm}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Length parse(String text) {
    return new Length(QuantityText.positive(text, "length", UNITS));
  }

  /** The length in parsec. */
  public double parsecs() {
    return centimetres / Cgs.PARSEC_CM;
  }
}
