package protomass.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.json.Json;

/**
 * Writes {@code tools.json}: what every tool on the class path declares with {@link Needs}, as a
 * JSON array of objects, sorted by name, one on a line. {@code bin/protomass} reads those lines
 * with a pattern, so the order of the keys is part of the format.
 */
public final class ToolsFile {
  /** The file's name in the folder of the libraries. */
  static final String NAME = "tools.json";

  private static final Pattern TOOL_NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** A word of an argument that a shell and a JSON text take as it is. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:=._-]*");

  /**
   * One line.
   *
   * @param heapPercent share of a task's memory [%]
   * @param javaOptions options of the virtual machine, separated by spaces
   * @param vectorsWhen text of an argument with which vectors are needed, or empty
   */
  record Tool(
      String name,
      boolean torch,
      boolean kernels,
      boolean gpu,
      int heapPercent,
      String javaOptions,
      boolean vectors,
      String vectorsWhen,
      boolean resumes) {
    /**
     * What a command declares.
     *
     * @throws IllegalStateException when it declares nothing, or what cannot be
     */
    static Tool of(Class<? extends ProtomassCommand> command) {
      Command described = command.getAnnotation(Command.class);
      Needs needs = command.getAnnotation(Needs.class);
      require(described != null && needs != null, command, "carries no @Command or no @Needs");
      require(TOOL_NAME.matcher(described.name()).matches(), command, "has no name for a shell");
      require(
          needs.heapPercent() >= 1 && needs.heapPercent() <= 99,
          command,
          "heapPercent is not 1-99");
      require(
          PLAIN.matcher(needs.vectorsWhen()).matches(), command, "vectorsWhen is no plain word");
      require(
          needs.torch() || !(needs.kernels() || needs.gpu()),
          command,
          "has kernels or a GPU without torch");
      return new Tool(
          described.name(),
          needs.torch(),
          needs.kernels(),
          needs.gpu(),
          needs.heapPercent(),
          needs.collector().javaOptions(),
          needs.vectors(),
          needs.vectorsWhen(),
          needs.resumes());
    }

    private static void require(boolean right, Class<?> command, String fault) {
      if (!right) {
        throw new IllegalStateException(command.getName() + " " + fault);
      }
    }
  }

  private ToolsFile() {}

  /**
   * Writes the file.
   *
   * @param arguments the path of the file
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), text(tools()));
  }

  /** What the tools on the class path declare, sorted by name. */
  static List<Tool> tools() {
    return ServiceLoader.load(ProtomassCommand.class).stream()
        .map(provider -> Tool.of(provider.type()))
        .sorted(Comparator.comparing(Tool::name))
        .toList();
  }

  static String text(List<Tool> tools) {
    return tools.stream().map(Json::line).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }
}
