package protomass.core.error;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A want of memory, told from what a failure says.
 *
 * @param of which memory there is too little of
 * @param what what was wanted, for a message
 */
public record MemoryShortage(Kind of, String what) {
  /** Kinds of memory, by what gives more. */
  public enum Kind {
    /** The Java heap and what Java bounds with it. */
    HEAP,
    /** What the machine, container or batch system lets the process have. */
    PROCESS,
    /** A GPU's own. */
    GPU,
    /** Room for threads. */
    THREADS
  }

  /** The engine's failures, which are the only ones that are told by their words. */
  private static final String ENGINE = "ai.djl.";

  /** c10/core/impl/alloc_cpu.cpp. */
  private static final Pattern CPU_ALLOCATOR =
      Pattern.compile(
          "DefaultCPUAllocator: (?:can't allocate|not enough) memory: you tried to allocate (\\d+)"
              + " bytes");

  /** c10/cuda/CUDACachingAllocator.cpp; others are of CUDA and its libraries. */
  private static final Pattern GPU_ALLOCATOR =
      Pattern.compile(
          "CUDA out of memory\\.(?: Tried to allocate ([0-9.]+ [KMG]?i?B(?:ytes)?))?"
              + "|CUDA error: out of memory|CU(?:BLAS|SOLVER|FFT|DNN)_STATUS_ALLOC_FAILED");

  /** The C++ runtime's and oneDNN's. */
  private static final Pattern OTHER_ALLOCATOR =
      Pattern.compile("std::bad_alloc|Cannot allocate memory");

  private static final Pattern DIRECT =
      Pattern.compile("Cannot reserve (\\d+) bytes of direct buffer memory");

  /** Causes that are looked at; a chain may be a ring. */
  private static final int DEEPEST = 32;

  /** The shortage that is a failure's cause, however deep. */
  public static Optional<MemoryShortage> in(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      Optional<MemoryShortage> found = of(at);
      if (found.isPresent()) {
        return found;
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  /**
   * Whether a library that ran out of memory was misled by a damaged file: more is left than it may
   * take for a sound one.
   *
   * @param most what it may take [bytes]
   */
  public static boolean isFileAtFault(long most) {
    Runtime runtime = Runtime.getRuntime();
    // The collector ran before the error was thrown.
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory()) > most;
  }

  private static Optional<MemoryShortage> of(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    if (failure instanceof OutOfMemoryError) {
      return Optional.of(ofJava(said));
    }
    return failure.getClass().getName().startsWith(ENGINE) ? ofEngine(said) : Optional.empty();
  }

  private static MemoryShortage ofJava(String said) {
    Matcher direct = DIRECT.matcher(said);
    if (direct.find()) {
      return new MemoryShortage(
          Kind.HEAP, "Java had no room for a buffer of " + mebibytes(direct.group(1)));
    }
    if (said.contains("native thread")) {
      return new MemoryShortage(Kind.THREADS, "no further thread could be started");
    }
    if (said.contains("Map failed")) {
      return new MemoryShortage(Kind.PROCESS, "a file could not be mapped into memory");
    }
    if (said.contains("Metaspace") || said.contains("class space")) {
      return new MemoryShortage(Kind.PROCESS, "Java had no room for its classes");
    }
    long heap = Runtime.getRuntime().maxMemory();
    return new MemoryShortage(
        Kind.HEAP, "the Java heap of %d MiB is full".formatted(Math.ceilDiv(heap, 1L << 20)));
  }

  private static Optional<MemoryShortage> ofEngine(String said) {
    Matcher cpu = CPU_ALLOCATOR.matcher(said);
    if (cpu.find()) {
      return Optional.of(
          new MemoryShortage(
              Kind.PROCESS, "PyTorch could not have " + mebibytes(cpu.group(1)) + " more"));
    }
    Matcher gpu = GPU_ALLOCATOR.matcher(said);
    if (gpu.find()) {
      String amount = gpu.group(1) == null ? "what it needs" : gpu.group(1) + " more";
      return Optional.of(
          new MemoryShortage(Kind.GPU, "PyTorch could not have " + amount + " on the GPU"));
    }
    return OTHER_ALLOCATOR.matcher(said).find()
        ? Optional.of(new MemoryShortage(Kind.PROCESS, "PyTorch could not have what it needs"))
        : Optional.empty();
  }

  private static String mebibytes(String bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", Double.parseDouble(bytes) / (1L << 20));
  }
}
