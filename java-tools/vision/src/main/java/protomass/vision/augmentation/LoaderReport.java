package protomass.vision.augmentation;

/**
 * How the input kept up, from the first request for a batch on.
 *
 * @param images samples delivered
 * @param secondsWaited time that the caller spent waiting for batches [s]
 * @param seconds time from the first request to now or to the closing [s]
 */
public record LoaderReport(long images, double secondsWaited, double seconds) {
  /** Share of the time that the caller waited for input, 0 to 1. */
  public double waitedShare() {
    return seconds > 0 ? secondsWaited / seconds : 0;
  }

  /** Samples delivered per second. */
  public double imagesPerSecond() {
    return seconds > 0 ? images / seconds : 0;
  }

  /** What came after an earlier report of the same loader. */
  public LoaderReport since(LoaderReport earlier) {
    return new LoaderReport(
        images - earlier.images, secondsWaited - earlier.secondsWaited, seconds - earlier.seconds);
  }
}
