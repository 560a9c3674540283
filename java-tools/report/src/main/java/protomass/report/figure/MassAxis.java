package protomass.report.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis over log10(mass / Msun) whose ticks stand at round masses and bear the mass itself. */
final class MassAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;
  private static final double ONE_AND_A_HALF_DECADES = 1.5;
  private static final double THREE_DECADES = 3;

  MassAxis(String label) {
    super(label);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    TextAnchor anchor = anchor(edge);
    List<NumberTick> ticks = new ArrayList<>();
    int firstDecade = (int) Math.floor(getRange().getLowerBound());
    int lastDecade = (int) Math.ceil(getRange().getUpperBound());
    for (int decade = firstDecade; decade <= lastDecade; decade++) {
      for (int digit = 1; digit <= 9; digit++) {
        double position = decade + Math.log10(digit);
        if (getRange().contains(position)) {
          boolean labelled = isLabelled(digit);
          ticks.add(
              new NumberTick(
                  labelled ? TickType.MAJOR : TickType.MINOR,
                  position,
                  labelled ? mass(digit, decade) : "",
                  anchor,
                  TextAnchor.CENTER,
                  0));
        }
      }
    }
    return ticks;
  }

  private static TextAnchor anchor(RectangleEdge edge) {
    if (edge.equals(RectangleEdge.LEFT)) {
      return TextAnchor.CENTER_RIGHT;
    }
    return edge.equals(RectangleEdge.RIGHT) ? TextAnchor.CENTER_LEFT : TextAnchor.TOP_CENTER;
  }

  private boolean isLabelled(int digit) {
    double decades = getRange().getLength();
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
