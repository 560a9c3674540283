package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of users that load the plugin from a folder of plugins, offline. */
class OwnScriptTest {
  private static final String SNAPSHOTS =
      """
      include { fromSnapshots } from 'plugin/nf-protomass'

      workflow {
          channel.fromSnapshots(params.snapshots).view { row -> "row ${row}" }
      }
      """;

  private static final String FAILURE =
      """
      process GOOD {
          output: val 1
          exec: true
      }

      process LATER {
          errorStrategy { task.attempt < 2 ? 'retry' : 'finish' }

          input: val one
          script:
          'echo "protomass: maps.fits: is truncated; make it again" >&2; exit 65'
      }

      workflow {
          LATER(GOOD())
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void snapshotsComeInTheOrderOfTheirPathsWithWhatTheirHeadersTell(String parser) throws Exception {
    Launch launch = Launch.in(getClass(), "snapshots-" + parser);
    Path demo = Launch.repository().resolve("assets/demo");
    Launch.Result result =
        run(launch, Map.of("NXF_SYNTAX_PARSER", parser), demo + "/{m2-00066,h1-00042}.h5");
    assertEquals(0, result.exitCode(), result.output());
    List<String> rows = result.output().lines().filter(line -> line.startsWith("row ")).toList();
    // As protomass snapshot-info tells.
    assertEquals(
        List.of(
            "row [path:%s/h1-00042.h5, code:RAMSES 87c803b5, simulation:H1, snapshot:42,"
                    .formatted(demo)
                + " time_Myr:0.37190649016458877, stars:6]",
            "row [path:%s/m2-00066.h5, code:RAMSES 87c803b5, simulation:M2, snapshot:66,"
                    .formatted(demo)
                + " time_Myr:0.4920118045211248, stars:2]"),
        rows);
  }

  @Test
  void everyFileThatIsNoSnapshotIsNamedInALine() throws Exception {
    Launch launch = Launch.in(getClass(), "no-snapshots");
    Files.writeString(launch.folder().resolve("a.h5"), "a");
    Files.writeString(launch.folder().resolve("b.h5"), "b");
    Launch.Result result = run(launch, Map.of(), "*.h5");
    assertEquals(1, result.exitCode(), result.output());
    for (String name : List.of("a.h5", "b.h5")) {
      assertEquals(
          1,
          result.count(
              "fromSnapshots: %s: is in none of the known snapshot formats ("
                  .formatted(launch.folder().resolve(name))),
          result.output());
    }
    assertFalse(result.output().contains("Exception"), result.output());
  }

  @Test
  void aFailedRunEndsWithTheTaskItsExitCodeInWordsAndItsLog() throws Exception {
    Launch launch = Launch.in(getClass(), "failure");
    Path script = Files.writeString(launch.folder().resolve("failure.nf"), FAILURE);
    Launch.Result result = launch.run(Map.of("PROTOMASS_PROGRESS", "off"), command(script));
    assertEquals(1, result.exitCode(), result.output());
    assertAll(
        Stream.of(
                "failed task: LATER",
                "exit code 65: bad input data; the message names the file, the value and the mend",
                "| protomass: maps.fits: is truncated; make it again",
                "GOOD 1 0 0 0 0.000",
                "LATER 0 0 1 1 0.000")
            .map(row -> () -> assertTrue(result.hasRow(row), row + "\n" + result.output())));
    assertTrue(
        result
            .output()
            .matches(
                "(?s).*Once that is mended, the same command with -resume [0-9a-f-]{36} goes on and"
                    + " keeps the results of 1 task\\.\n.*"),
        result.output());
    String log =
        result.output().lines().filter(line -> line.startsWith("  log: ")).findFirst().orElse("");
    assertTrue(Files.exists(launch.folder().resolve(log.replace("  log: ", ""))), log);
    assertEquals(0, result.count(" tasks so far"), result.output());
  }

  private static Launch.Result run(Launch launch, Map<String, String> environment, String pattern)
      throws Exception {
    Path script = Files.writeString(launch.folder().resolve("snapshots.nf"), SNAPSHOTS);
    List<String> command = new ArrayList<>(command(script));
    command.addAll(List.of("--snapshots", pattern));
    return launch.run(environment, command);
  }

  private static List<String> command(Path script) {
    return List.of(script.toString(), "-plugins", "nf-protomass@0.1.0");
  }
}
