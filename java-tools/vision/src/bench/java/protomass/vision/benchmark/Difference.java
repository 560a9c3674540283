package protomass.vision.benchmark;

/** Refuses to time two sides that compute different things. */
final class Difference {
  private Difference() {}

  static void require(String what, double difference, double bound) {
    if (!(difference <= bound)) {
      throw new IllegalStateException(
          "%s of ours and of the reference differ by %.1e, more than %.0e: not the same model"
              .formatted(what, difference, bound));
    }
  }
}
