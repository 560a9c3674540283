package protomass.nextflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What exit codes mean, in the words of the table in docs/usage.md, which the plugin carries. */
final class ExitCodeTable {
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+) \\| ([^|]*) \\| ([^|]*)\\|", Pattern.MULTILINE);

  /** Beyond it, shells say which signal ended a command. */
  private static final int SIGNALS = 128;

  private static final int LAST_SIGNAL = 64;
  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.of(2, "SIGINT", 6, "SIGABRT", 9, "SIGKILL", 10, "SIGUSR1", 12, "SIGUSR2", 15, "SIGTERM");

  private final Map<Integer, String> meanings;

  private ExitCodeTable(Map<Integer, String> meanings) {
    this.meanings = meanings;
  }

  /** The table of this version. */
  static ExitCodeTable load() {
    try (InputStream in = ExitCodeTable.class.getResourceAsStream("usage.md")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads rows of {@code | code | meaning | what to do |}. */
  static ExitCodeTable parse(String markdown) {
    Map<Integer, String> meanings = new TreeMap<>();
    Matcher row = ROW.matcher(markdown);
    while (row.find()) {
      String action = row.group(3).strip();
      meanings.put(
          Integer.valueOf(row.group(1)),
          row.group(2).strip() + (action.isEmpty() ? "" : "; " + action));
    }
    return new ExitCodeTable(meanings);
  }

  /** A code with its meaning. */
  String describe(int code) {
    if (code == Attempt.NO_EXIT_CODE) {
      return "none: the task was not started, or was lost with its machine or by the batch system";
    }
    String meaning = meanings.get(code);
    if (meaning != null && code != 0) {
      return code + ": " + meaning;
    }
    if (code > SIGNALS && code <= SIGNALS + LAST_SIGNAL) {
      return code + ": " + signal(code - SIGNALS);
    }
    return String.valueOf(code);
  }

  private static String signal(int number) {
    String name = SIGNAL_NAMES.getOrDefault(number, "signal " + number);
    return number == 9
        ? "killed by SIGKILL, most often for want of memory"
        : "ended by " + name + ", as at a time limit or when the task is cancelled";
  }
}
