package protomass.vision.training;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import protomass.core.signal.SignalListener;

/**
 * Tells a training to stop in good order: when its wall-clock budget is spent, or when the process
 * receives SIGTERM, as batch systems and Nextflow send it, or SIGUSR2, as SLURM can send it some
 * minutes before a time limit. Closing it restores what signals did before.
 *
 * <p>The virtual machine keeps SIGUSR2 for itself unless the environment variable _JAVA_SR_SIGNUM
 * gives it another, as {@code bin/protomass} does; without that only SIGTERM is heard.
 */
final class StopRequest implements AutoCloseable {
  private final long startedNanoseconds = System.nanoTime();
  private final Duration budget;
  private final AtomicReference<String> received = new AtomicReference<>();
  private final List<SignalListener> listeners;

  /**
   * @param budget time from now on, or null for no limit
   */
  StopRequest(Duration budget) {
    this.budget = budget;
    this.listeners =
        Stream.of("TERM", "USR2")
            .map(name -> SignalListener.listen(name, () -> received.set(name)))
            .flatMap(Optional::stream)
            .toList();
  }

  /** Why the training has to stop now, or null if it may go on. */
  String reason() {
    String signal = received.get();
    if (signal != null) {
      return "after SIG" + signal;
    }
    if (budget != null && System.nanoTime() - startedNanoseconds > budget.toNanos()) {
      return "at the wall-clock budget of " + budget.toSeconds() + " s";
    }
    return null;
  }

  @Override
  public void close() {
    listeners.forEach(SignalListener::close);
  }
}
