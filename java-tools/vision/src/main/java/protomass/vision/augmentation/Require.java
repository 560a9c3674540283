package protomass.vision.augmentation;

import protomass.core.error.UsageException;

/** Checks of recipe values; each failure names the key, the value and the permitted range. */
final class Require {
  private Require() {}

  static void probability(String key, double value) {
    within(key, value, 0, 1);
  }

  static void within(String key, double value, double minimum, double maximum) {
    // Written so that NaN fails too.
    if (!(value >= minimum && value <= maximum)) {
      throw new UsageException(
          "%s is %s".formatted(key, value),
          "give a value from %s to %s".formatted(minimum, maximum));
    }
  }

  static void within(String key, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      throw new UsageException(
          "%s is %d".formatted(key, value),
          "give a value from %d to %d".formatted(minimum, maximum));
    }
  }

  static void ordered(String key, double minimum, double maximum) {
    if (!(minimum <= maximum)) {
      throw new UsageException(
          "%s runs from %s to %s".formatted(key, minimum, maximum),
          "give the smaller value as the minimum");
    }
  }
}
