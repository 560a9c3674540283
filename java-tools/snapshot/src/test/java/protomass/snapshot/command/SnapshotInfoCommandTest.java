package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.testing.SharedFolder;

class SnapshotInfoCommandTest {
  private static final Path DEMO =
      SharedFolder.repository().resolve("assets/demo").resolve("h1-00058.h5");

  @Test
  void listsTheStarsByMass() {
    CommandCall call = CommandCall.of(new SnapshotInfoCommand(), "--snapshot", DEMO);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    List<String> lines = call.out().lines().toList();
    assertEquals(
        "h1-00058.h5: snapshot 58 of simulation H1 (RAMSES 87c803b5) at 450116 yr", lines.get(0));
    assertEquals("regions only, no magnetic field; finest cell 2.4107e+16 cm", lines.get(1));
    assertTrue(lines.get(3).matches(" +0\\.007813 +1572864 +\\d+\\.\\d+"), lines.get(3));
    assertEquals("regions of 0.5000 pc", lines.get(5));
    assertTrue(lines.get(7).matches(" +3 +1\\.5633 +116188 +28\\.353"), lines.get(7));
    assertEquals(
        List.of("3", "19", "4", "21", "16", "14"),
        lines.stream().skip(7).map(line -> line.strip().replaceAll(" .*", "")).toList());
  }

  /** A pipe that nobody writes to never ends. */
  @Test
  void refusesAPipe(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("snapshot.h5");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CommandCall call =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> CommandCall.of(new SnapshotInfoCommand(), "--snapshot", pipe));
    assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.err());
    assertTrue(call.err().contains("it is a pipe or a device"), call.err());
  }

  /** The gas masses are those of the simulation's own table, up to the rounding of the cells. */
  @Test
  void writesJson() throws JsonProcessingException {
    CommandCall call =
        CommandCall.of(new SnapshotInfoCommand(), "--snapshot", DEMO, "--json", "--quiet");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    JsonNode json = Json.mapper().readTree(call.out());
    assertEquals("RAMSES 87c803b5", json.get("code").asText());
    assertEquals(58, json.get("snapshot").asInt());
    assertEquals(2.410703125e16, json.get("cell_cm").asDouble());
    assertEquals(0.5, json.get("region_pc").asDouble(), 1e-5);
    JsonNode heaviest = json.get("stars").get(0);
    assertEquals(3, heaviest.get("star").asInt());
    assertEquals(1.5633057425572234, heaviest.get("mass_msun").asDouble());
    assertEquals(28.353, heaviest.get("gas_msun").asDouble(), 5e-4 * 28.353);
    assertEquals(6, json.get("stars").size());
  }
}
