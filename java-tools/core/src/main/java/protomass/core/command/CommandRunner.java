package protomass.core.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import protomass.core.error.ExitCodes;
import protomass.core.error.MemoryShortage;
import protomass.core.error.ProtomassException;
import protomass.core.provenance.Version;
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
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().versionProvider(new Version());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
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
    String fault = oneLine(fault(failure));
    String link = fault.endsWith("?") ? " See '" : "; see '";
    err.println(error(name, fault + link + name + " --help' for the options"));
    err.flush();
    return ExitCodes.USAGE;
  }

  /**
   * What is wrong with a command line. A word that is not known is named before an option that is
   * missing, for it may be that option misspelt.
   */
  private static String fault(ParameterException failure) {
    CommandLine commandLine = failure.getCommandLine();
    List<String> unmatched = new ArrayList<>();
    if (failure instanceof UnmatchedArgumentException unknown) {
      unmatched.addAll(unknown.getUnmatched());
    } else if (failure instanceof MissingParameterException) {
      unmatched.addAll(commandLine.getUnmatchedArguments());
      unmatched.removeIf(word -> !word.startsWith("-"));
    }
    if (unmatched.isEmpty()) {
      return failure.getMessage();
    }
    String word = unmatched.getFirst().replaceFirst("=.*", "");
    if (word.startsWith("-")) {
      return "%s is no option%s".formatted(word, guess(word, optionNames(commandLine)));
    }
    Set<String> tools = commandLine.getSubcommands().keySet();
    return tools.isEmpty()
        ? "'%s' belongs to no option".formatted(word)
        : "'%s' is no tool%s".formatted(word, guess(word, tools));
  }

  private static List<String> optionNames(CommandLine commandLine) {
    return commandLine.getCommandSpec().options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String guess(String word, Collection<String> known) {
    return Spelling.nearest(word, known).map("; did you mean %s?"::formatted).orElse("");
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
              "internal error: %s; please report it%s, with the stack trace that %s=1 prints"
                  .formatted(
                      oneLine(failure.toString()),
                      Version.home().map(home -> " at " + home).orElse(""),
                      STACK_TRACE_VARIABLE)));
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
