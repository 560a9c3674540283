package protomass.report.score;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import protomass.core.score.Scores.Interval;

/** Numbers as the page prints them: a true minus sign, a dash for what is not there. */
public final class Numbers {
  /** Stands where there is no number; a note gives the reason. */
  public static final String ABSENT = "–";

  private static final double PLAIN_LIMIT = 1000;

  private Numbers() {}

  /** A coefficient of determination with two decimals; a power of ten when it is far below 0. */
  public static String r2(Double value) {
    if (isAbsent(value)) {
      return ABSENT;
    }
    if (Math.abs(value) >= PLAIN_LIMIT) {
      return "%s × 10%s".formatted(mantissa(value), superscript(exponent(value)));
    }
    return fixed(value, 2);
  }

  /** An error in dex with three decimals. */
  public static String dex(Double value) {
    return isAbsent(value) ? ABSENT : fixed(value, 3);
  }

  /** An interval of R²: {@code −0.30 to 0.41}. */
  public static String r2(Interval interval) {
    return hasBothEnds(interval) ? r2(interval.lower()) + " to " + r2(interval.upper()) : ABSENT;
  }

  /** An interval in dex. */
  public static String dex(Interval interval) {
    return hasBothEnds(interval) ? dex(interval.lower()) + " to " + dex(interval.upper()) : ABSENT;
  }

  /** A difference with its sign. */
  public static String signed(double value) {
    String text = fixed(value, 2);
    return value >= 0 ? "+" + text : text;
  }

  /** A count with a thin space between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** A percentage with one decimal. */
  public static String percent(double fraction) {
    return fixed(100 * fraction, 1) + "%";
  }

  /** Four significant digits at most, for statistics whose size is not known beforehand. */
  public static String general(double value) {
    if (!Double.isFinite(value)) {
      return ABSENT;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return minus(count((long) value));
    }
    return minus(String.format(Locale.ROOT, "%.4g", value));
  }

  /** Three significant digits without a power of ten. */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return ABSENT;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    return rounded.scale() <= 0
        ? minus(count(rounded.longValue()))
        : minus(rounded.toPlainString());
  }

  /** A round number as it is said: {@code 0.1}, {@code 20}. */
  public static String plain(double value) {
    return minus(
        new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString());
  }

  /** Whether an interval has both of its ends. */
  public static boolean hasBothEnds(Interval interval) {
    return interval != null && !isAbsent(interval.lower()) && !isAbsent(interval.upper());
  }

  private static boolean isAbsent(Double value) {
    return value == null || !Double.isFinite(value);
  }

  private static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    // A value that rounds to zero has no sign.
    return text.matches("-0\\.?0*") ? text.substring(1) : minus(text);
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)));
  }

  private static String mantissa(double value) {
    return fixed(value / Math.pow(10, exponent(value)), 1);
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder();
    Integer.toString(exponent)
        .chars()
        .forEach(c -> text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
    return text.toString();
  }
}
