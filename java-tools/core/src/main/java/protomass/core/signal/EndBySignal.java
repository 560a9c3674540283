package protomass.core.signal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import protomass.core.file.AtomicOutput;
import protomass.core.file.ScratchFolder;

/**
 * Ends the process at once when a signal tells it to end: half-written outputs are removed, and the
 * exit code is that of the signal. The virtual machine's own way out leads through the C library's
 * {@code exit}, which takes down the state of native libraries while threads still compute with it,
 * so that a tool in the middle of a convolution ends in a crash.
 *
 * <p>A tool that ends in another way on a signal listens to it itself, by {@link SignalListener}.
 */
public final class EndBySignal {
  private static final Map<String, Integer> NUMBERS =
      Map.of("HUP", 1, "INT", 2, "USR2", 12, "TERM", 15);

  /** Exit codes of signals count from here. */
  private static final int SIGNALS = 128;

  private static final AtomicBoolean UNDER_WAY = new AtomicBoolean();

  /** Far longer than it takes to remove what is half-written. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private EndBySignal() {}

  /**
   * Runs a tool and ends the process with the exit code that it gives, or with a signal's.
   *
   * @param tool gives the exit code
   */
  public static void exitAfter(IntSupplier tool) {
    NUMBERS.forEach((name, number) -> SignalListener.listen(name, () -> end(name, number)));
    int exitCode = tool.getAsInt();
    giveWay();
    ScratchFolder.remove();
    System.exit(exitCode);
  }

  /**
   * Ends the process from whatever thread, as a signal does but with an exit code of its own. Does
   * not return, unless the process ends already.
   */
  public static void endAtOnce(int exitCode) {
    if (UNDER_WAY.compareAndSet(false, true)) {
      tidyUpAndExit(exitCode);
    }
  }

  /**
   * Returns unless a signal is ending the process: the exit would otherwise come first, with a code
   * for what fails once files vanish.
   */
  private static void giveWay() {
    if (!UNDER_WAY.get()) {
      return;
    }
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(String name, int number) {
    if (!UNDER_WAY.compareAndSet(false, true)) {
      return;
    }
    System.err.println("protomass: ended by SIG" + name);
    tidyUpAndExit(SIGNALS + number);
  }

  private static void tidyUpAndExit(int exitCode) {
    try {
      AtomicOutput.removeUnfinished();
      ScratchFolder.remove();
    } finally {
      exitAtOnce(exitCode);
    }
  }

  /** Calls the C library's {@code _exit}, which runs nothing more. */
  @SuppressWarnings("restricted")
  private static void exitAtOnce(int exitCode) {
    try {
      Linker linker = Linker.nativeLinker();
      MemorySegment function = linker.defaultLookup().findOrThrow("_exit");
      linker
          .downcallHandle(function, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(exitCode);
    } catch (Throwable unavailable) {
      System.err.println("protomass: warning: no quick end: " + unavailable);
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }
}
