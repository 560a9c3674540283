package protomass.snapshot.quantity;

import java.util.Map;

/**
 * An amount of memory.
 *
 * @param count bytes, at least one
 */
public record Bytes(long count) {
  private static final Map<String, Double> UNITS =
      Map.of("MB", 1e6, "GB", 1e9, "MiB", (double) (1L << 20), "GiB", (double) (1L << 30));

  /**
   * Reads text such as {@code 2GiB} or {@code 500 MB}.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Bytes parse(String text) {
    return new Bytes((long) QuantityText.positive(text, "size of memory", UNITS));
  }

  /** The amount in MiB, rounded up. */
  public long mebibytes() {
    return (count + (1L << 20) - 1) >> 20;
  }
}
