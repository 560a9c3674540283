package protomass.snapshot.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.BadInputException;

class UnitsFileTest {
  @TempDir Path folder;

  private UnitsFile read(String velocity) throws IOException {
    Path snapshot = Files.writeString(folder.resolve("run.00001.athdf"), "");
    Files.writeString(
        folder.resolve(UnitsFile.NAME),
        "length: 1 pc\ndensity: 1 Msun/pc^3\nvelocity: %s\n".formatted(velocity));
    return UnitsFile.beside(snapshot).orElseThrow();
  }

  @Test
  void aUnitMayBeSpeltInOtherWays() throws IOException {
    CodeUnits expected = read("0.2 km/s").units().orElseThrow();
    for (String velocity : new String[] {"0.2km/s", "0.2 km s-1", "0.2 km.s**(-1)", "200 M/S"}) {
      assertEquals(expected, read(velocity).units().orElseThrow(), velocity);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.2", "0.2 pc", "0.2 K km/s", "0.2 5 km/s", "0.2 10^5 cm/s", "0 km/s"})
  void whatIsNoSpeedIsRefused(String velocity) {
    String message = assertThrows(BadInputException.class, () -> read(velocity)).getMessage();
    assertTrue(
        message.contains(
            "velocity is '%s', not a number above zero and one of cm/s, km/s, m/s"
                .formatted(velocity)),
        message);
  }
}
