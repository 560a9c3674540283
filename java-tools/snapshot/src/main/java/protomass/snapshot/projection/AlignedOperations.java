package protomass.snapshot.projection;

/**
 * Floating-point operations of a view along an axis: cells times views. Each addition, subtraction,
 * multiplication and division is one; changes of sign, comparisons and conversions are none. Left
 * out are what cuts the first and the last pixel of a row, what a periodic space adds (up to 15 a
 * cell), and reading.
 */
final class AlignedOperations {
  /** Where a cell lies (6), how far images reach (6), which image (6), its path (3). */
  private static final double OFFERED = 21;

  /** Its four edges (20), its volume (9), its column and velocity (2). */
  private static final double SEEN = 31;

  /** As {@link Moments#add} does it. */
  static final double CONTRIBUTION = 12;

  private long offered;
  private long seen;
  private long contributions;

  /** An image of a cell is looked at. */
  void offer() {
    offered++;
  }

  /** It lies in the view. */
  void see() {
    seen++;
  }

  /** It adds to some pixels. */
  void contribute(int pixels) {
    contributions += pixels;
  }

  double sum() {
    return OFFERED * offered + SEEN * seen + CONTRIBUTION * contributions;
  }
}
