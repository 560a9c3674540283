package protomass.nextflow;

import java.util.Locale;

/** Times as people write them. */
final class PlainTime {
  private static final double MILLISECONDS_PER_HOUR = 3.6e6;

  private PlainTime() {}

  /**
   * A span in its two largest units, such as {@code 2 h 05 min}, {@code 3 min 20 s}, {@code 8 s}.
   */
  static String span(double milliseconds) {
    long seconds = Math.round(Math.max(milliseconds, 0) / 1000);
    long minutes = seconds / 60;
    long hours = minutes / 60;
    if (hours >= 24) {
      return String.format(Locale.ROOT, "%d d %02d h", hours / 24, hours % 24);
    }
    if (hours > 0) {
      return String.format(Locale.ROOT, "%d h %02d min", hours, minutes % 60);
    }
    return minutes > 0
        ? String.format(Locale.ROOT, "%d min %02d s", minutes, seconds % 60)
        : seconds + " s";
  }

  /** Hours with as many digits as tell something. */
  static String hours(long milliseconds) {
    double hours = milliseconds / MILLISECONDS_PER_HOUR;
    return String.format(Locale.ROOT, hours < 10 ? "%.3f" : "%.1f", hours);
  }
}
