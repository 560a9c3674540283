package protomass.core.error;

/**
 * Checks values that a user gives; each failure is a {@link UsageException} that names the key, the
 * value and the permitted range. NaN always fails.
 */
public final class Bounds {
  private Bounds() {}

  /** From 0 to 1, ends included. */
  public static void share(String key, double value) {
    within(key, value, 0, 1);
  }

  /** Finite and above 0. */
  public static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new UsageException("%s is %s".formatted(key, value), "give a value above 0");
    }
  }

  /** Finite and not below 0. */
  public static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new UsageException(
          "%s is %s".formatted(key, value), "give a value that is not below 0");
    }
  }

  public static void atLeast(String key, long value, long minimum) {
    if (value < minimum) {
      throw new UsageException("%s is %d".formatted(key, value), "give at least " + minimum);
    }
  }

  /** From minimum to maximum, ends included. */
  public static void within(String key, double value, double minimum, double maximum) {
    if (!(value >= minimum && value <= maximum)) {
      throw new UsageException(
          "%s is %s".formatted(key, value),
          "give a value from %s to %s".formatted(minimum, maximum));
    }
  }

  /** From minimum to maximum, ends included. */
  public static void within(String key, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      throw new UsageException(
          "%s is %d".formatted(key, value),
          "give a value from %d to %d".formatted(minimum, maximum));
    }
  }

  /** From minimum to maximum, ends excluded. */
  public static void between(String key, double value, double minimum, double maximum) {
    if (!(value > minimum && value < maximum)) {
      throw new UsageException(
          "%s is %s".formatted(key, value),
          "give a value above %s and below %s".formatted(minimum, maximum));
    }
  }

  /** The first not above the second. */
  public static void ordered(String key, double minimum, double maximum) {
    if (!(minimum <= maximum)) {
      throw new UsageException(
          "%s runs from %s to %s".formatted(key, minimum, maximum),
          "give the smaller value as the minimum");
    }
  }
}
