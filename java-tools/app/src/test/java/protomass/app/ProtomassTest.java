package protomass.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import protomass.core.command.ProtomassCommand;
import protomass.core.error.ExitCodes;

class ProtomassTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine protomass =
      Protomass.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

  @Test
  void everyRoomOfThePipelineHasItsTools() {
    assertEquals(
        List.of(
            "baseline",
            "embed",
            "export",
            "flame",
            "pretrain",
            "project",
            "regress",
            "report",
            "segment",
            "snapshot-check",
            "snapshot-info",
            "split",
            "whiten"),
        tools());
  }

  @Test
  void helpNamesEveryToolAndExitCode() {
    assertEquals(ExitCodes.DONE, protomass.execute("--help"));
    assertAll(
        tools().stream().map(tool -> () -> assertTrue(out.toString().contains("  " + tool), tool)));
    assertAll(
        List.of("65", "70", "73", "75").stream()
            .map(code -> () -> assertTrue(out.toString().contains(code), code)));
  }

  @Test
  void everyToolHasHelpWithADescription() {
    for (String tool : tools()) {
      out.getBuffer().setLength(0);
      assertEquals(ExitCodes.DONE, protomass.execute(tool, "--help"), tool);
      assertTrue(out.toString().contains("Usage: protomass " + tool), out.toString());
      assertTrue(out.toString().contains("--quiet"), out.toString());
    }
  }

  @Test
  void versionIsOneLine() {
    assertEquals(ExitCodes.DONE, protomass.execute("--version"));
    // From a jar it is the number, from class folders the word.
    assertTrue(out.toString().matches("protomass (0\\.1\\.0|development)\\R"), out.toString());
  }

  @Test
  void everyToolSaysTheVersion() {
    for (String tool : tools()) {
      out.getBuffer().setLength(0);
      assertEquals(ExitCodes.DONE, protomass.execute(tool, "--version"), tool);
      assertTrue(out.toString().matches("protomass (0\\.1\\.0|development)\\R"), out.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "projct, protomass: 'projct' is no tool; did you mean project?",
    "snapshots-info, protomass: 'snapshots-info' is no tool; did you mean snapshot-info?",
    "astronomy, protomass: 'astronomy' is no tool;",
    // The misspelt option is one that is required.
    "split --map x --out y, protomass split: --map is no option; did you mean --maps?",
    "split --maps x --out y --test_fraction=0.5, "
        + "protomass split: --test_fraction is no option; did you mean --test-fraction?",
    "split --maps x --out y --mixture 3, protomass split: --mixture is no option;",
    "split --out y, protomass split: Missing required option: '--maps=FILE'",
    "flame more, protomass flame: 'more' belongs to no option;",
  })
  void aMisspeltWordGetsASuggestion(String line, String message) {
    assertEquals(ExitCodes.USAGE, protomass.execute(line.split(" ", -1)));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().startsWith(message), err.toString());
    assertEquals(message.contains("did you mean"), err.toString().contains("did you mean"));
    assertTrue(err.toString().contains(" --help' for the options"), err.toString());
  }

  @Test
  void anUnknownToolIsWrongUsageInOneLine() {
    assertEquals(ExitCodes.USAGE, protomass.execute("simmer"));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("simmer"), err.toString());
    assertTrue(err.toString().contains("protomass --help"), err.toString());
  }

  @Test
  void noToolIsWrongUsageAndNamesTheTools() {
    assertEquals(ExitCodes.USAGE, protomass.execute());
    assertTrue(err.toString().contains("name one of the tools"), err.toString());
    assertAll(tools().stream().map(tool -> () -> assertTrue(err.toString().contains(tool), tool)));
  }

  private static List<String> tools() {
    return ServiceLoader.load(ProtomassCommand.class).stream()
        .map(provider -> provider.type().getAnnotation(Command.class).name())
        .sorted()
        .toList();
  }
}
