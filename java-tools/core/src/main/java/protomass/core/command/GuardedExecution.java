package protomass.core.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import protomass.core.file.OutputGuard;
import protomass.core.file.OutputPlan;

/**
 * Runs a tool under an {@link OutputGuard}: its outputs are checked and locked before it begins.
 */
final class GuardedExecution implements IExecutionStrategy {
  @Override
  public int execute(ParseResult parsed) {
    ParseResult chosen = parsed;
    boolean helps = asksForHelp(chosen);
    while (chosen.hasSubcommand()) {
      chosen = chosen.subcommand();
      helps |= asksForHelp(chosen);
    }
    CommandSpec spec = chosen.commandSpec();
    if (helps || !(spec.userObject() instanceof ProtomassCommand command)) {
      return new RunLast().execute(parsed);
    }
    try (OutputGuard _ = begin(spec, command)) {
      return new RunLast().execute(parsed);
    }
  }

  private static boolean asksForHelp(ParseResult parsed) {
    return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
  }

  private static OutputGuard begin(CommandSpec spec, ProtomassCommand command) {
    try {
      OutputPlan plan = command.outputs();
      return OutputGuard.begin(plan, inputs(spec, plan));
    } catch (RuntimeException failure) {
      throw new ExecutionException(spec.commandLine(), failure.toString(), failure);
    }
  }

  /** Every path on the command line that is no output is an input, without being declared. */
  private static Map<String, List<Path>> inputs(CommandSpec spec, OutputPlan plan) {
    Map<String, List<Path>> inputs = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      if (!plan.names(option.longestName())) {
        List<Path> paths = paths(option.getValue());
        if (!paths.isEmpty()) {
          inputs.put(option.longestName(), paths);
        }
      }
    }
    return inputs;
  }

  private static List<Path> paths(Object value) {
    List<Path> paths = new ArrayList<>();
    switch (value) {
      case Path path -> paths.add(path);
      case Collection<?> several -> several.forEach(each -> paths.addAll(paths(each)));
      case null, default -> {}
    }
    return paths;
  }
}
