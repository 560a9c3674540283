package protomass.snapshot.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.core.maps.MapFile;
import protomass.core.units.Cgs;
import protomass.snapshot.command.CommandCall;
import protomass.snapshot.command.ProjectCommand;
import protomass.snapshot.command.SnapshotInfoCommand;

/** Both commands work on every format. */
class FormatCommandsTest {
  /** Sums over some thousand cells in another order. */
  private static final double ROUNDING = 1e-12;

  @TempDir Path folder;

  static Stream<Sample> samples() {
    return FormatSamplesTest.samples();
  }

  /** Lengths that coordinates cannot tell from none are wrong usage. */
  @ParameterizedTest
  @MethodSource("samples")
  void refusesLengthsTooShort(Sample sample) {
    for (String length : List.of("1e-300pc", "1e-20pc", "1cm")) {
      CommandCall info =
          CommandCall.of(
              new SnapshotInfoCommand(), "--snapshot", sample.path(), "--region-size", length);
      assertRefused(info, "--region-size");
      Path out = folder.resolve("maps.fits");
      assertRefused(project(sample, out, "--region-size", length), "--region-size");
      assertRefused(project(sample, out, "--depth", length), "--depth");
    }
  }

  private static CommandCall project(Sample sample, Path out, String option, String length) {
    return CommandCall.of(
        new ProjectCommand(),
        "-q",
        "--simulation",
        "S",
        "--snapshot",
        sample.path(),
        "--out",
        out,
        option,
        length);
  }

  private static void assertRefused(CommandCall call, String option) {
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertTrue(call.err().contains(option) && call.err().contains("is too short"), call.err());
    assertEquals(1, call.err().lines().count(), call.err());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void snapshotInfo(Sample sample) throws JsonProcessingException {
    JsonNode expected = sample.expected();
    CommandCall call =
        CommandCall.of(
            new SnapshotInfoCommand(),
            "--snapshot",
            sample.path(),
            "--region-size",
            "0.1pc",
            "--json");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    JsonNode told = Json.mapper().readTree(call.out());
    assertEquals(expected.get("code"), told.get("code"));
    assertEquals(expected.get("snapshot").asInt(), told.get("snapshot").asInt());
    double gas = expected.get("mass_g").asDouble() / Cgs.SOLAR_MASS_G;
    assertEquals(gas, told.get("gas_msun").asDouble(), ROUNDING * gas);
    long cells = 0;
    for (JsonNode level : told.get("levels")) {
      cells += level.get("cells").asLong();
    }
    assertEquals(expected.get("cells").asLong(), cells);
    assertTrue(told.get("levels").size() <= 10, told.get("levels")::toString);
    assertEquals(expected.get("stars").size(), told.get("stars").size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void project(Sample sample) {
    Path out = folder.resolve("maps.fits");
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            sample.path(),
            "--region-size",
            "0.05pc",
            "--map-size",
            "8",
            "--quiet",
            "--out",
            out);
    if (sample.expected().get("stars").isEmpty()) {
      assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.err());
      String name = sample.path().getFileName().toString().replaceFirst("\\.[^.]*$", "");
      assertTrue(
          call.err()
              .contains(
                  "has no stars; leave it out, or give its stars in a table beside it, %s.stars.csv,"
                      .formatted(name)),
          call.err());
      return;
    }
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    try (MapFile maps = MapFile.open(out)) {
      assertEquals(3 * sample.expected().get("stars").size(), maps.rows().size());
    }
  }
}
