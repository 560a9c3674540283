package protomass.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An empty folder per test below target/, left behind for whoever looks into a failure. (JUnit's
 * temporary folders warn of every link that they delete, and a pipeline makes hundreds.)
 */
final class RunFolder {
  private RunFolder() {}

  /** The emptied folder of a test. */
  static Path of(Class<?> test, String name) throws IOException {
    Path folder =
        Pipeline.repository()
            .resolve("java-tools/workflow/target/test-runs")
            .resolve(test.getSimpleName())
            .resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        List<Path> innermostFirst = tree.sorted(Comparator.reverseOrder()).toList();
        for (Path path : innermostFirst) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
