package protomass.core.progress;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Progress of one loop with rate and time left: a bar on a terminal, a line every ten seconds in a
 * log, nothing when silent. Threads may advance it together.
 */
public final class Progress implements AutoCloseable {
  private static final long BAR_INTERVAL_NANOSECONDS = 200_000_000L;
  private static final long LINE_INTERVAL_NANOSECONDS = 10_000_000_000L;
  private static final int BAR_CELLS = 30;

  private final PrintStream out;
  private final boolean bar;
  private final String label;
  private final String unit;
  private final long total;
  private final long started = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong nextPrint;
  private volatile String note = "";

  private Progress(PrintStream out, boolean bar, String label, long total, String unit) {
    this.out = out;
    this.bar = bar;
    this.label = label;
    this.total = total;
    this.unit = unit;
    this.nextPrint = new AtomicLong(started + interval());
  }

  /** Progress that prints nothing. */
  public static Progress silent(long total) {
    return new Progress(null, false, "", total, "");
  }

  /** Progress on the standard error: a bar if that is a terminal, else lines. */
  public static Progress onStandardError(String label, long total, String unit) {
    return new Progress(System.err, onTerminal(), label, total, unit);
  }

  /** JDK 22 to 24 always have a console; JDK 25 again has none when streams are redirected. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Counts finished units and prints when it is time. */
  public void advance(long units) {
    done.addAndGet(units);
    if (out == null) {
      return;
    }
    long now = System.nanoTime();
    long due = nextPrint.get();
    if (now - due >= 0 && nextPrint.compareAndSet(due, now + interval())) {
      print(now, false);
    }
  }

  /** A short remark shown behind the numbers, such as the current loss. */
  public void note(String remark) {
    this.note = remark;
  }

  /** Prints the final state if anything was printed or will be of use. */
  @Override
  public void close() {
    if (out != null) {
      print(System.nanoTime(), true);
    }
  }

  private long interval() {
    return bar ? BAR_INTERVAL_NANOSECONDS : LINE_INTERVAL_NANOSECONDS;
  }

  private synchronized void print(long now, boolean last) {
    String line = describe(done.get(), now - started);
    if (bar) {
      out.print("\r" + line + "\u001b[K" + (last ? System.lineSeparator() : ""));
    } else {
      out.println(line);
    }
    out.flush();
  }

  String describe(long count, long elapsedNanoseconds) {
    double seconds = Math.max(elapsedNanoseconds, 1) / 1e9;
    double rate = count / seconds;
    String left = count == 0 ? "?" : clock((total - count) / rate);
    double share = total == 0 ? 1 : (double) count / total;
    String picture = "";
    if (bar) {
      int cells = (int) Math.round(share * BAR_CELLS);
      picture = "[" + "#".repeat(cells) + " ".repeat(BAR_CELLS - cells) + "] ";
    }
    return String.format(
        Locale.ROOT,
        "%s %s%d/%d %s (%.0f %%), %.3g/s, %s left%s",
        label,
        picture,
        count,
        total,
        unit,
        100 * share,
        rate,
        left,
        note.isEmpty() ? "" : ", " + note);
  }

  private static String clock(double seconds) {
    long whole = Math.round(Math.max(seconds, 0));
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
