package protomass.report.figure;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Tick labels: a true minus sign, powers of ten for the very large and the very small. */
final class TickFormat extends NumberFormat {
  private static final long serialVersionUID = 1L;
  private static final double SMALL = 1e-3;
  private static final double LARGE = 1e5;

  @Override
  public StringBuffer format(double value, StringBuffer target, FieldPosition position) {
    double size = Math.abs(value);
    String pattern = size > 0 && (size < SMALL || size >= LARGE) ? "0.###E0" : "0.#####";
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    return target.append(format.format(value).replace("E", "e").replace('-', '−'));
  }

  @Override
  public StringBuffer format(long value, StringBuffer target, FieldPosition position) {
    return format((double) value, target, position);
  }

  @Override
  public Number parse(String text, ParsePosition position) {
    throw new UnsupportedOperationException("tick labels are only written");
  }
}
