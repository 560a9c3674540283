package protomass.vision.recipe;

import protomass.core.error.UsageException;

/** Bounds of recipe values; a failure names the key, the value and the bound. */
final class Check {
  private Check() {}

  static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new UsageException("%s is %s".formatted(key, value), "it must be above 0");
    }
  }

  static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new UsageException("%s is %s".formatted(key, value), "it must not be below 0");
    }
  }

  static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new UsageException("%s is %s".formatted(key, value), "it must lie in 0 to 1");
    }
  }

  static void atLeast(String key, int value, int minimum) {
    if (value < minimum) {
      throw new UsageException("%s is %d".formatted(key, value), "it must be at least " + minimum);
    }
  }
}
