package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import nextflow.exception.AbortOperationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void withoutSettingsParametersAreCheckedAndProgressComesEveryHalfMinute() {
    assertEquals(new Settings(true, Duration.ofSeconds(30)), Settings.of(Map.of()));
  }

  @Test
  void bothCanBeSet() {
    assertEquals(
        new Settings(false, Duration.ofMinutes(5)),
        Settings.of(Map.of("PROTOMASS_CHECK", "off", "PROTOMASS_PROGRESS", "5 min")));
    assertEquals(
        new Settings(true, Duration.ZERO), Settings.of(Map.of("PROTOMASS_PROGRESS", "off")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"often", "0s", "5 parsec"})
  void whatIsNoTimeIsRefused(String text) {
    AbortOperationException refusal =
        assertThrows(
            AbortOperationException.class, () -> Settings.of(Map.of("PROTOMASS_PROGRESS", text)));
    assertEquals(
        "PROTOMASS_PROGRESS="
            + text
            + " is no time; set it to one such as 30s or 5min, or to off for no progress",
        refusal.getMessage());
  }
}
