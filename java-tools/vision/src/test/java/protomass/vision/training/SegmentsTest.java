package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.UsageException;

class SegmentsTest {
  @Test
  void everyPartEndsOneEpochOrMoreLater() {
    for (int epochs = 1; epochs <= 12; epochs++) {
      for (int segments = 1; segments <= epochs; segments++) {
        List<Integer> stops = new ArrayList<>();
        int done = 0;
        for (int part = 0; part < segments; part++) {
          done = Segments.nextStop(epochs, segments, done);
          stops.add(done);
        }
        assertEquals(epochs, done, "%d epochs in %d parts: %s".formatted(epochs, segments, stops));
      }
    }
    assertEquals(3, Segments.nextStop(3, 5, 3));
  }

  @Test
  void timesAreReadWithTheirUnits() {
    assertEquals(Duration.ofHours(6), WallClock.parse("6h"));
    assertEquals(Duration.ofMinutes(95), WallClock.parse("1h35m"));
    assertEquals(Duration.ofSeconds(30), WallClock.parse("30s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "h", "6 hours", "-1h"})
  void otherTimesAreRefused(String text) {
    assertThrows(UsageException.class, () -> WallClock.parse(text));
  }
}
