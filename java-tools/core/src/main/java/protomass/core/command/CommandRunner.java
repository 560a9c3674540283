package protomass.core.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import protomass.core.error.ProtomassException;

/** Configures Picocli the same way for the root command and for a single tool in a test. */
public final class CommandRunner {
  /** When set to anything but the empty string, failures print their stack trace. */
  static final String STACK_TRACE_VARIABLE = "PROTOMASS_STACKTRACE";

  private CommandRunner() {}

  /**
   * A command line whose failures end in one line on the error stream and a documented exit code.
   *
   * @param command an object with Picocli's {@code @Command} annotation
   */
  public static CommandLine of(Object command) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false)
        .setExecutionStrategy(new GuardedExecution())
        .setParameterExceptionHandler(CommandRunner::explainUsage)
        .setExecutionExceptionHandler(CommandRunner::explainFailure);
  }

  private static int explainUsage(ParameterException failure, String[] arguments) {
    CommandLine commandLine = failure.getCommandLine();
    String name = commandLine.getCommandSpec().qualifiedName();
    PrintWriter err = commandLine.getErr();
    err.println(
        error(name, oneLine(failure.getMessage()) + "; see '" + name + " --help' for the options"));
    err.flush();
    return ExitCodes.USAGE;
  }

  private static int explainFailure(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    String name = commandLine.getCommandSpec().qualifiedName();
    PrintWriter err = commandLine.getErr();
    int exitCode =
        switch (failure) {
          case ProtomassException known -> {
            err.println(error(name, oneLine(known.getMessage())));
            yield known.exitCode();
          }
          default -> {
            err.println(
                error(
                    name,
                    "internal error: %s; please report it, with the stack trace that %s=1 prints"
                        .formatted(oneLine(failure.toString()), STACK_TRACE_VARIABLE)));
            yield ExitCodes.INTERNAL_ERROR;
          }
        };
    String wanted = System.getenv(STACK_TRACE_VARIABLE);
    if (wanted != null && !wanted.isEmpty()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  private static String error(String name, String message) {
    return Ansi.AUTO.string("@|bold,red " + name + ":|@ ") + message;
  }

  private static String oneLine(String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
