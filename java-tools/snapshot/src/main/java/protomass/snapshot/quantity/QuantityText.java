package protomass.snapshot.quantity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text such as {@code 0.5pc} into a number and a unit. */
final class QuantityText {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*([A-Za-z/]*)\\s*");

  private QuantityText() {}

  /**
   * The quantity in cgs.
   *
   * @param units the value of each known unit in cgs
   * @throws IllegalArgumentException when the text has no number, no known unit or is no positive
   *     finite quantity
   */
  static double positive(String text, String kind, Map<String, Double> units) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
      throw new IllegalArgumentException(
          "'%s' is not a %s; write a number and one of the units %s"
              .formatted(text, kind, String.join(", ", units.keySet().stream().sorted().toList())));
    }
    double value = Double.parseDouble(matcher.group(1)) * units.get(matcher.group(2));
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("'%s' is not a positive %s".formatted(text, kind));
    }
    return value;
  }
}
