package protomass.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import protomass.core.command.CommandRunner;
import protomass.core.command.ProtomassCommand;
import protomass.core.signal.EndBySignal;

/** The root command: gathers the tools whose jars are present and runs one of them. */
@Command(
    name = "protomass",
    description = {
      "Learns to weigh newborn stars that hide in dense gas: fractal flames teach a vision"
          + " transformer to see, gas maps tell it a star's mass.",
      ""
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.LOCAL,
    footer = {
      "",
      "Exit codes: 0 done; 2 wrong usage; 65 bad input data; 70 internal error; 71 out of"
          + " memory; 73 cannot write; 75 stopped in good order, run again to continue."
    })
public final class Protomass implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    // Before anything else: numbers and names have the same letters in the user's every language,
    // in what libraries write, too.
    Locale.setDefault(Locale.ROOT);
    quietenLibraries();
    CommandRunner.endWhenAThreadDies();
    EndBySignal.exitAfter(() -> commandLine().execute(arguments));
  }

  /** Libraries speak up only when something is wrong, and leave broken input files to us. */
  private static void quietenLibraries() {
    String prefix = "org.slf4j.simpleLogger.";
    System.setProperty(prefix + "defaultLogLevel", "warn");
    System.setProperty(prefix + "log.io.jhdf", "off");
    System.setProperty(prefix + "log.ai.djl.util.cuda", "error");
  }

  /** The command line with every tool that is installed. */
  public static CommandLine commandLine() {
    CommandLine root = CommandRunner.of(new Protomass());
    List<CommandLine> tools = new ArrayList<>();
    for (ProtomassCommand tool : ServiceLoader.load(ProtomassCommand.class)) {
      tools.add(CommandRunner.of(tool));
    }
    tools.sort(Comparator.comparing(CommandLine::getCommandName));
    tools.forEach(tool -> root.addSubcommand(tool.getCommandName(), tool));
    root.addSubcommand(CommandRunner.of(new Completion()));
    return root;
  }

  /** Without a tool there is nothing to do but say so. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name one of the tools: " + String.join(", ", spec.subcommands().keySet()));
  }
}
