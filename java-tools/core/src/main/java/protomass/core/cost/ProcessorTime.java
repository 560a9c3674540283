package protomass.core.cost;

import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/** The time that all threads of this process, native ones too, have spent on processors. */
public final class ProcessorTime {
  private static final double NANOSECONDS = 1e9;

  private ProcessorTime() {}

  /** Since the process began [s]; empty where the system does not tell. */
  public static OptionalDouble seconds() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      long nanoseconds = system.getProcessCpuTime();
      return nanoseconds < 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(nanoseconds / NANOSECONDS);
    }
    return OptionalDouble.empty();
  }
}
