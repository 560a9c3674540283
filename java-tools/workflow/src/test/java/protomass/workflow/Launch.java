package protomass.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import protomass.testing.SharedFolder;

/**
 * Runs the assembled Nextflow as a user does, by bin/protomass-nextflow, offline.
 *
 * @param folder where it is started; emptied before the first run
 */
record Launch(Path folder) {
  private static final long TIMEOUT_MINUTES = 5;

  /** What a run printed and how it ended. */
  record Result(int exitCode, String output) {
    long count(String words) {
      return output.lines().filter(line -> line.contains(words)).count();
    }

    /** Whether a line is this one, whatever number of blanks stands between words. */
    boolean hasRow(String words) {
      return output.lines().map(line -> line.strip().replaceAll(" +", " ")).anyMatch(words::equals);
    }
  }

  /** A launch in an empty folder of its own below target/. */
  static Launch in(Class<?> test, String name) throws IOException {
    Path folder =
        repository()
            .resolve("java-tools/workflow/target/test-runs")
            .resolve(test.getSimpleName())
            .resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return new Launch(Files.createDirectories(folder));
  }

  static Path repository() {
    return SharedFolder.repository();
  }

  /** The plugin as the build lays it out. */
  static Path plugins() {
    return repository().resolve("java-tools/nf-plugin/target/plugins");
  }

  /** Runs {@code nextflow run}. */
  Result run(Map<String, String> environment, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(repository().resolve("bin/protomass-nextflow").toString(), "run"));
    command.addAll(arguments);
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NXF_PLUGINS"));
    builder.environment().put("PROTOMASS_PLUGIN", "on");
    builder.environment().put("PROTOMASS_NEXTFLOW", "bundled");
    builder.environment().put("NXF_HOME", folder.resolve("nextflow-home").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("the run took too long:\n" + Files.readString(output));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }
}
