package protomass.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * An axis of a figure.
 *
 * @param label with the unit in brackets; may be empty
 * @param low the value at its lower or left end
 * @param high the value at its other end, above low
 * @param ticks from low to high
 * @param isNumbered whether its ticks bear their numbers, or are those of the axis below
 * @param isDrawn whether there are a line, tick marks and a grid, or the labels alone
 */
record Axis(
    String label, double low, double high, List<Tick> ticks, boolean isNumbered, boolean isDrawn) {
  /** A place on the axis; without a label it is a minor tick. */
  record Tick(double place, String label) {
    boolean isMajor() {
      return !label.isEmpty();
    }
  }

  private static final double MARGIN = 0.05;
  private static final double ONE_COUNT = -0.25;
  private static final double SMALL = 1e-3;
  private static final double LARGE = 1e5;
  private static final double ONE_AND_A_HALF_DECADES = 1.5;
  private static final double THREE_DECADES = 3;

  Axis {
    ticks = List.copyOf(ticks);
  }

  /** An axis of numbers with a tick at every multiple of a step. */
  static Axis numbers(String label, double low, double high, double step) {
    List<Tick> ticks = new ArrayList<>();
    // The margin lets a tick stand at an end that rounding has moved.
    double slack = 1e-9 * (high - low);
    double first = Math.ceil((low - slack) / step);
    // Counted, since adding one to a very large number need not change it.
    int most = (int) Math.floor((high - low + 2 * slack) / step) + 1;
    for (int i = 0; i < most && (first + i) * step <= high + slack; i++) {
      ticks.add(new Tick((first + i) * step, number((first + i) * step, step)));
    }
    return new Axis(label, low, high, ticks, true, true);
  }

  /** An axis of numbers with round ticks, at most so many and one more. */
  static Axis roundNumbers(String label, double low, double high, int intervals) {
    return numbers(label, low, high, roundStep((high - low) / intervals));
  }

  /** An axis around values, with room at both ends. Values that are not finite do not count. */
  static Axis around(String label, DoubleStream values, int intervals) {
    DoubleSummaryStatistics range = values.filter(Double::isFinite).summaryStatistics();
    if (range.getCount() == 0) {
      return roundNumbers(label, 0, 1, intervals);
    }
    double length = range.getMax() - range.getMin();
    double room = length > 0 ? MARGIN * length : Math.max(0.5 * Math.abs(range.getMin()), 0.5);
    return roundNumbers(label, range.getMin() - room, range.getMax() + room, intervals);
  }

  /**
   * An axis over log10(mass / Msun) whose ticks stand at round masses and bear the mass itself.
   *
   * @param low log10 of the smallest mass
   * @param high log10 of the largest mass
   */
  static Axis masses(String label, double low, double high) {
    List<Tick> ticks = new ArrayList<>();
    for (int decade = (int) Math.floor(low); decade <= (int) Math.ceil(high); decade++) {
      for (int digit = 1; digit <= 9; digit++) {
        double place = decade + Math.log10(digit);
        if (place >= low && place <= high) {
          ticks.add(new Tick(place, isLabelled(digit, high - low) ? mass(digit, decade) : ""));
        }
      }
    }
    return new Axis(label, low, high, ticks, true, true);
  }

  /** An axis over log10 of counts from 1 on, with a tick at every power of ten. */
  static Axis counts(String label, int highest) {
    List<Tick> ticks = new ArrayList<>();
    double high = Math.max(1, Math.ceil(Math.log10(Math.max(1, highest))));
    for (int decade = 0; decade <= high; decade++) {
      ticks.add(new Tick(decade, BigDecimal.ONE.scaleByPowerOfTen(decade).toPlainString()));
    }
    // A count of one shall have a bar.
    return new Axis(label, ONE_COUNT, high, ticks, true, true);
  }

  /** The same line and ticks without words, for a plot above another. */
  Axis unlabelled() {
    return new Axis("", low, high, ticks, false, isDrawn);
  }

  /** Names one above the other: the first at the top, at the place of its number from below. */
  static Axis names(List<String> names) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ticks.add(new Tick(names.size() - 1 - i, names.get(i)));
    }
    return new Axis("", -0.5, names.size() - 0.5, ticks, true, false);
  }

  /** The value itself, or the end that it lies beyond. */
  double clamp(double value) {
    return Math.clamp(value, low, high);
  }

  boolean contains(double value) {
    return value >= low && value <= high;
  }

  /** 1, 2 or 5 times a power of ten, not below a wish. */
  private static double roundStep(double wish) {
    double power = Math.pow(10, Math.floor(Math.log10(wish)));
    double digit = wish / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  /** The greatest of 1, 2 or 5 times a power of ten that is not above a limit. */
  static double roundBelow(double limit) {
    double power = Math.pow(10, Math.floor(Math.log10(limit)));
    double digit = limit / power;
    return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
  }

  /** A true minus sign, powers of ten for the very large and the very small. */
  private static String number(double value, double step) {
    double rounded = Math.abs(value) < step / 2 ? 0 : value;
    double size = Math.abs(rounded);
    String pattern = size > 0 && (size < SMALL || size >= LARGE) ? "0.###E0" : "0.#####";
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(rounded).replace("E", "e").replace('-', '−');
  }

  private static boolean isLabelled(int digit, double decades) {
    if (decades <= ONE_AND_A_HALF_DECADES) {
      return digit == 1 || digit == 2 || digit == 5;
    }
    return digit == 1 || (digit == 3 && decades <= THREE_DECADES);
  }

  private static String mass(int digit, int decade) {
    return BigDecimal.valueOf(digit)
        .scaleByPowerOfTen(decade)
        .round(MathContext.DECIMAL32)
        .toPlainString();
  }
}
