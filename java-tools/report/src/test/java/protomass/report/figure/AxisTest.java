package protomass.report.figure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import protomass.report.figure.Axis.Tick;

class AxisTest {
  @Test
  void ticksStandAtRoundNumbers() {
    assertAll(
        () -> assertEquals(List.of("0", "0.2", "0.4", "0.6"), labels(0, 0.65, 4)),
        () -> assertEquals(List.of("−1", "−0.5", "0", "0.5", "1"), labels(-1.2, 1.2, 5)),
        () -> assertEquals(List.of("0", "500", "1000"), labels(0, 1010, 4)),
        () -> assertEquals(List.of("1e−4", "2e−4", "3e−4"), labels(0.9e-4, 3.1e-4, 4)),
        () -> assertEquals(List.of("0", "2e5", "4e5"), labels(0, 5e5, 3)));
  }

  /** Steps below the last digit of a double once had no end. */
  @Test
  void hugeNumbersHaveFewTicks() {
    assertTrue(Axis.roundNumbers("", 1e300, 1e300 + Math.ulp(1e300), 4).ticks().size() <= 6);
    assertTrue(Axis.roundNumbers("", -1e307, 1e307, 4).ticks().size() <= 6);
  }

  @Test
  void anEndThatIsARoundNumberHasATick() {
    Axis axis = Axis.numbers("", -0.3, 0.9, 0.3);
    assertEquals(List.of("−0.3", "0", "0.3", "0.6", "0.9"), labels(axis));
  }

  @Test
  void massesStandAtTheirLogarithms() {
    Axis axis = Axis.masses("", -1, 1);
    List<Tick> labelled = axis.ticks().stream().filter(Tick::isMajor).toList();
    assertEquals(
        List.of("0.1", "0.3", "1", "3", "10"), labelled.stream().map(Tick::label).toList());
    assertEquals(Math.log10(0.3), labelled.get(1).place(), 1e-15);
    assertEquals(19, axis.ticks().size(), "nine to a decade");
  }

  @Test
  void anAxisAroundValuesHoldsThemAll() {
    for (double[] values :
        new double[][] {{1, 2}, {3, 3}, {0, 0}, {-1e-9, 1e9}, {Double.NaN}, {}}) {
      Axis axis = Axis.around("", DoubleStream.of(values), 5);
      assertTrue(axis.low() < axis.high());
      assertTrue(!axis.ticks().isEmpty() && axis.ticks().size() <= 6, axis.toString());
      for (double value : values) {
        assertTrue(Double.isNaN(value) || axis.contains(value), axis.toString());
      }
    }
  }

  private static List<String> labels(double low, double high, int intervals) {
    return labels(Axis.roundNumbers("", low, high, intervals));
  }

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Tick::label).toList();
  }
}
