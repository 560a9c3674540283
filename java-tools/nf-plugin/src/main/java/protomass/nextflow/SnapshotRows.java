package protomass.nextflow;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import nextflow.exception.AbortOperationException;

/** Reads the headers of many snapshots at once and keeps them in the order of their paths. */
final class SnapshotRows {
  private static final int FAULTS_SHOWN = 10;
  private static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private SnapshotRows() {}

  /**
   * A row per snapshot, ascending by path, whatever order the paths come in.
   *
   * @param reader gives the row of one path, or fails with a message for a person
   * @throws AbortOperationException naming every path that cannot be read, one a line
   */
  static List<Map<String, Object>> read(
      Collection<Path> paths, Function<Path, Map<String, Object>> reader) {
    List<Path> sorted = paths.stream().map(SnapshotRows::local).distinct().sorted().toList();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<String, Object>>> futures =
          sorted.stream().map(path -> threads.submit(() -> reader.apply(path))).toList();
      return collect(futures);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path local(Path path) {
    if (!FileSystems.getDefault().equals(path.getFileSystem())) {
      throw new AbortOperationException(
          "fromSnapshots: %s: lies in object storage, where headers cannot be read; copy it to a disk"
              .formatted(path.toUri()));
    }
    return path.toAbsolutePath().normalize();
  }

  private static List<Map<String, Object>> collect(List<Future<Map<String, Object>>> futures) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Future<Map<String, Object>> future : futures) {
      try {
        rows.add(future.get());
      } catch (ExecutionException failure) {
        faults.add(message(failure.getCause()));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new AbortOperationException("fromSnapshots: interrupted");
      }
    }
    if (!faults.isEmpty()) {
      throw new AbortOperationException(describe(faults));
    }
    return rows;
  }

  private static String message(Throwable failure) {
    if (failure instanceof UnsupportedClassVersionError) {
      return "needs Java 25 or newer, and this Nextflow runs on %s; set NXF_JAVA_HOME"
          .formatted(Runtime.version());
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static String describe(List<String> faults) {
    Stream<String> shown =
        faults.stream().distinct().limit(FAULTS_SHOWN).map("fromSnapshots: "::concat);
    long hidden = faults.stream().distinct().count() - FAULTS_SHOWN;
    Stream<String> rest =
        hidden > 0 ? Stream.of("fromSnapshots: and " + hidden + " more") : Stream.of();
    return String.join("\n", Stream.concat(shown, rest).toList());
  }
}
