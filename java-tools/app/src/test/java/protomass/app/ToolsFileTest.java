package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import protomass.app.ToolsFile.Tool;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.file.OutputPlan;
import protomass.testing.SharedFolder;

class ToolsFileTest {
  private static final String TABLE_HEAD =
      "| tool | PyTorch | `--bits` | GPUs | heap [%] | vectors | resumes after a stop |";

  @TempDir private Path folder;

  @Test
  void aLineHoldsAllThatACommandDeclares() {
    assertEquals(
        """
        [
        {"name":"bare","torch":false,"kernels":false,"gpu":false,"heap_percent":75,"java_options":"-XX:+UseParallelGC","vectors":false,"vectors_when":"","resumes":false},
        {"name":"needy","torch":true,"kernels":true,"gpu":true,"heap_percent":12,"java_options":"-XX:+UseSerialGC -XX:MaxNewSize=160m","vectors":true,"vectors_when":"stream:","resumes":true}
        ]
        """,
        ToolsFile.text(List.of(Tool.of(Bare.class), Tool.of(Needy.class))));
  }

  @Test
  void theFileIsThatOfAllTools() throws IOException {
    Path file = folder.resolve(ToolsFile.NAME);
    ToolsFile.main(new String[] {file.toString()});
    assertEquals(ToolsFile.text(ToolsFile.tools()), Files.readString(file));
    assertEquals(
        Protomass.commandLine().getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> command.userObject() instanceof ProtomassCommand)
            .map(CommandSpec::name)
            .sorted()
            .toList(),
        ToolsFile.tools().stream().map(Tool::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Silent.class,
        Unnamed.class,
        Greedy.class,
        Quoted.class,
        KernelsOfNothing.class,
        GpuOfNothing.class
      })
  void aDeclarationThatCannotBeStopsTheBuild(Class<? extends ProtomassCommand> command) {
    String message = assertThrows(IllegalStateException.class, () -> Tool.of(command)).getMessage();
    assertTrue(message.startsWith(command.getName() + " "), message);
  }

  @Test
  void theTableOfToolsInTheUsageIsWhatTheyDeclare() throws IOException {
    List<String> usage = Files.readAllLines(SharedFolder.repository().resolve("docs/usage.md"));
    List<String> expected =
        Stream.concat(
                Stream.of(TABLE_HEAD, "|---|---|---|---|---|---|---|"),
                ToolsFile.tools().stream().map(ToolsFileTest::row))
            .toList();
    int start = usage.indexOf(TABLE_HEAD);
    assertTrue(start >= 0, () -> "docs/usage.md has no table " + String.join("\n", expected));
    List<String> table =
        usage.subList(start, usage.size()).stream().takeWhile(line -> !line.isEmpty()).toList();
    assertEquals(String.join("\n", expected), String.join("\n", table));
  }

  private static String row(Tool tool) {
    String vectors =
        tool.vectors()
            ? "yes"
            : tool.vectorsWhen().isEmpty() ? "" : "with `" + tool.vectorsWhen() + "`";
    return "| `%s` | %s | %s | %s | %d | %s | %s |"
        .formatted(
            tool.name(),
            yes(tool.torch()),
            yes(tool.kernels()),
            yes(tool.gpu()),
            tool.heapPercent(),
            vectors,
            yes(tool.resumes()))
        .replace("|  |", "| |")
        .replace("|  |", "| |");
  }

  private static String yes(boolean value) {
    return value ? "yes" : "";
  }

  /** A command that is never called. */
  private abstract static class Tooling implements ProtomassCommand {
    @Override
    public OutputPlan outputs() {
      return OutputPlan.nothing();
    }

    @Override
    public Integer call() {
      throw new UnsupportedOperationException();
    }
  }

  @Command(name = "bare")
  @Needs
  private static final class Bare extends Tooling {}

  @Command(name = "needy")
  @Needs(
      torch = true,
      kernels = true,
      gpu = true,
      heapPercent = 12,
      collector = Needs.Collector.SMALL_NURSERY,
      vectors = true,
      vectorsWhen = "stream:",
      resumes = true)
  private static final class Needy extends Tooling {}

  @Command(name = "silent")
  private static final class Silent extends Tooling {}

  @Command
  @Needs
  private static final class Unnamed extends Tooling {}

  @Command(name = "greedy")
  @Needs(heapPercent = 100)
  private static final class Greedy extends Tooling {}

  @Command(name = "quoted")
  @Needs(vectorsWhen = "a\"b")
  private static final class Quoted extends Tooling {}

  @Command(name = "kernels")
  @Needs(kernels = true)
  private static final class KernelsOfNothing extends Tooling {}

  @Command(name = "gpu")
  @Needs(gpu = true)
  private static final class GpuOfNothing extends Tooling {}
}
