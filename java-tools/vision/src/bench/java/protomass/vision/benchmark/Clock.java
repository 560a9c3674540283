package protomass.vision.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Time in seconds, and the median of times. */
final class Clock {
  private static final double NANOSECONDS = 1e9;

  private Clock() {}

  static double wall() {
    return System.nanoTime() / NANOSECONDS;
  }

  /** Processor time of all threads of this process [s]. */
  static double processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOSECONDS;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
