package protomass.core.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;

/** Options and services that every command shares. Use as a Picocli {@code @Mixin}. */
public final class StandardOptions {
  private static final String BITS_VARIABLE = "PROTOMASS_BITS";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no closing line; errors are still printed.")
  private boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // read by Picocli
  private boolean helpRequested;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  @SuppressWarnings("UnusedVariable") // read by Picocli
  private boolean versionRequested;

  private final long startedNanoseconds = System.nanoTime();

  /**
   * Progress of one loop, to be closed by the caller: a bar on a terminal, lines in a log, silence
   * with {@code --quiet}.
   *
   * @param label what is being done, such as {@code "render"}
   * @param total how many units there are
   * @param unit the name of a unit in the plural, such as {@code "images"}
   */
  public Progress progress(String label, long total, String unit) {
    return quiet ? Progress.silent(total) : Progress.onStandardError(label, total, unit);
  }

  /** The closing line of a command: what it wrote, how much, and how long it took. */
  public void reportDone(Path output, String amount) {
    if (quiet) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startedNanoseconds);
    say(
        String.format(
            Locale.ROOT, "wrote %s: %s in %.1f s", output, amount, elapsed.toMillis() / 1000.0));
  }

  /** A line for the user on the standard output, unless {@code --quiet}. */
  public void say(String line) {
    if (!quiet) {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    }
  }

  /** A warning on the standard error, with or without {@code --quiet}. */
  public void warn(String line) {
    spec.commandLine().getErr().println(spec.qualifiedName() + ": warning: " + line);
    spec.commandLine().getErr().flush();
  }

  /**
   * Where an artefact comes from. Hashes of inputs are added with {@link Provenance#withInput}.
   *
   * @param seed the seed that the command used, or null if it uses none
   */
  public Provenance provenance(Long seed) {
    return Provenance.of(commandLine(), seed);
  }

  /**
   * The command line as it was typed, quoted where a shell would need it. In front of it stands
   * {@value #BITS_VARIABLE} where it is set, since results depend on it: {@code bin/protomass}
   * leaves it to the tools whose kernels it chooses.
   */
  public String commandLine() {
    // The root's arguments: a subcommand's begin with its own name or not, as it was called.
    List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
    String tail = arguments.stream().map(StandardOptions::quoted).collect(Collectors.joining(" "));
    String bits = System.getenv(BITS_VARIABLE);
    String assignment = bits == null ? "" : BITS_VARIABLE + "=" + quoted(bits) + " ";
    return (assignment + spec.root().name() + " " + tail).strip();
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
