package protomass.report.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import protomass.core.score.Scores.Interval;

class NumbersTest {
  @Test
  void signs() {
    assertEquals("−1.90", Numbers.r2(-1.9));
    assertEquals("0.00", Numbers.r2(-0.001));
    assertEquals("+0.10", Numbers.signed(0.1));
    assertEquals("−0.10", Numbers.signed(-0.1));
  }

  @Test
  void farBelowZeroIsAPowerOfTen() {
    assertEquals("−1.2 × 10⁴", Numbers.r2(-12_345.0));
  }

  @Test
  void absentIsADash() {
    assertEquals("–", Numbers.r2((Double) null));
    assertEquals("–", Numbers.dex(Double.NaN));
    assertEquals("–", Numbers.r2(new Interval(0.1, null)));
    assertEquals("–", Numbers.dex((Interval) null));
  }

  @Test
  void intervalsAndCounts() {
    assertEquals("−0.30 to 0.41", Numbers.r2(new Interval(-0.3, 0.41)));
    assertEquals("32\u202f000", Numbers.count(32_000));
    assertEquals("12.5%", Numbers.percent(0.125));
    assertEquals("22.60", Numbers.general(22.6));
  }
}
