package protomass.nextflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What exit codes mean, in the words of the table of all Protomass commands. */
final class ExitCodeTable {
  private static final String RESOURCE = "/protomass/core/exit-codes.tsv";
  private static final int COLUMNS = 4;

  /** Beyond it, shells say which signal ended a command. */
  private static final int SIGNALS = 128;

  private static final int LAST_SIGNAL = 64;
  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.of(2, "SIGINT", 6, "SIGABRT", 9, "SIGKILL", 10, "SIGUSR1", 12, "SIGUSR2", 15, "SIGTERM");
  private static final String NOT_LEFT =
      "the task was not started, or was lost with its machine or by the batch system";

  /**
   * A row of the table.
   *
   * @param meaning what a code tells
   * @param action what to do; may be empty
   */
  record Row(String meaning, String action) {}

  private final Map<Integer, Row> rows;

  private ExitCodeTable(Map<Integer, Row> rows) {
    this.rows = rows;
  }

  /** The table of this version. */
  static ExitCodeTable load() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ExitCodeTable.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      Map<Integer, Row> rows = new TreeMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t", COLUMNS);
          rows.put(Integer.valueOf(cells[0]), new Row(cells[2], cells[3]));
        }
      }
      return new ExitCodeTable(rows);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All rows by their codes, ascending. */
  Map<Integer, Row> rows() {
    return rows;
  }

  /** A code with its meaning. */
  String describe(int code) {
    if (code == Attempt.NO_EXIT_CODE) {
      return "none: " + NOT_LEFT;
    }
    Row row = rows.get(code);
    if (row != null && code != 0) {
      return code + ": " + row.meaning() + (row.action().isEmpty() ? "" : "; " + row.action());
    }
    if (code > SIGNALS && code <= SIGNALS + LAST_SIGNAL) {
      return code + ": " + signal(code - SIGNALS);
    }
    return String.valueOf(code);
  }

  /** The same as the beginning of a sentence. */
  String sentence(int code) {
    return code == Attempt.NO_EXIT_CODE
        ? "No exit code: " + NOT_LEFT
        : "Exit code " + describe(code);
  }

  private static String signal(int number) {
    String name = SIGNAL_NAMES.getOrDefault(number, "signal " + number);
    return number == 9
        ? "killed by SIGKILL, most often for want of memory"
        : "ended by " + name + ", as at a time limit or when the task is cancelled";
  }
}
