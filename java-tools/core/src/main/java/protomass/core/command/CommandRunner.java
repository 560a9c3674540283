package protomass.core.command;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import protomass.core.error.ExitCodes;
import protomass.core.error.MemoryShortage;
import protomass.core.error.ProtomassException;
import protomass.core.signal.EndBySignal;

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
        .setExecutionStrategy(CommandRunner::run)
        .setParameterExceptionHandler(CommandRunner::explainUsage)
        .setExecutionExceptionHandler(CommandRunner::explainFailure);
  }

  /**
   * Ends the process when a thread dies of an error, such as a want of memory, for which nobody
   * waits: somebody may wait for what the thread was to do, and would do so for ever.
   */
  public static void endWhenAThreadDies() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof Error) {
            endBy(failure);
          } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
          }
        });
  }

  private static void endBy(Throwable failure) {
    int exitCode =
        failure instanceof OutOfMemoryError ? ExitCodes.OUT_OF_MEMORY : ExitCodes.INTERNAL_ERROR;
    try {
      // There may be too little memory even for this.
      PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
      exitCode = explain(failure, "protomass", Remedies.NONE, err);
    } finally {
      EndBySignal.endAtOnce(exitCode);
    }
  }

  /** Picocli itself handles exceptions only: errors would end in a stack trace. */
  private static int run(ParseResult parsed) {
    try {
      return new GuardedExecution().execute(parsed);
    } catch (Error failure) {
      return explain(failure, parsed.asCommandLineList().getLast());
    }
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
    return explain(failure, commandLine);
  }

  private static int explain(Throwable failure, CommandLine commandLine) {
    return explain(
        failure,
        commandLine.getCommandSpec().qualifiedName(),
        Remedies.of(commandLine.getCommandSpec()),
        commandLine.getErr());
  }

  private static int explain(Throwable failure, String name, Remedies remedies, PrintWriter err) {
    // First of all, for a file that cannot be read or written for want of memory is not at fault.
    Optional<MemoryShortage> shortage = MemoryShortage.in(failure);
    int exitCode;
    if (shortage.isPresent()) {
      err.println(error(name, "out of memory: " + remedies.against(shortage.get())));
      exitCode = ExitCodes.OUT_OF_MEMORY;
    } else if (failure instanceof ProtomassException known) {
      err.println(error(name, oneLine(known.getMessage())));
      exitCode = known.exitCode();
    } else {
      err.println(
          error(
              name,
              "internal error: %s; please report it, with the stack trace that %s=1 prints"
                  .formatted(oneLine(failure.toString()), STACK_TRACE_VARIABLE)));
      exitCode = ExitCodes.INTERNAL_ERROR;
    }
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
