package protomass.vision.training;

/** Cuts the epochs of a training into parts of equal length, the earlier ones longer. */
final class Segments {
  private Segments() {}

  /**
   * The epoch at which the part that begins after some epochs ends.
   *
   * @param epochs of the whole training
   * @param segments parts; more parts than epochs leave the last ones empty
   * @param done epochs done
   */
  static int nextStop(int epochs, int segments, int done) {
    for (int part = 1; part <= segments; part++) {
      int stop = (int) Math.ceilDiv((long) epochs * part, segments);
      if (stop > done) {
        return stop;
      }
    }
    return epochs;
  }
}
