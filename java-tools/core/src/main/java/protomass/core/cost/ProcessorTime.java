package protomass.core.cost;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** The time that all threads of this process, native ones too, have spent on processors. */
public final class ProcessorTime {
  private static final double NANOSECONDS = 1e9;

  private ProcessorTime() {}

  /** Since the process began [s], in steps of 10 ms; empty where the system does not tell. */
  public static OptionalDouble seconds() {
    // Of the module java.base: the images' Java has few others.
    Optional<Duration> spent = ProcessHandle.current().info().totalCpuDuration();
    return spent.isPresent()
        ? OptionalDouble.of(spent.get().toNanos() / NANOSECONDS)
        : OptionalDouble.empty();
  }
}
