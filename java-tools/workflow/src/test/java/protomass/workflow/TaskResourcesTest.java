package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tasks are told of the memory and the processors that they asked for. */
class TaskResourcesTest {
  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void everyTaskIsToldItsProcessors() throws IOException {
    Pipeline pipeline = new Pipeline(Files.createDirectory(folder.resolve("run")));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(
        List.of("--splits", "star", "--segments", "1", "-c", site("cpus = 2", "PROJECT")));
    Pipeline.Result run = pipeline.run(options);
    assertEquals(0, run.exitCode(), run.output());
    assertTold(pipeline, "PROJECT (a1-00001)", 2);
    assertTold(pipeline, "SPLIT (by star)", 1);
    assertTold(pipeline, "REGRESS (star pixels)", 2);
    assertTold(pipeline, "PRETRAIN", 2);
  }

  /** Whoever runs out of memory is tried again with more, in vain at most three times. */
  @ParameterizedTest
  @CsvSource({"REPORT, 1, 0", "REPORT, 9, 1", "PRETRAIN, 99, 1"})
  void aTaskOutOfMemoryHasMoreNextTime(String task, int failures, int exitCode) throws IOException {
    Pipeline pipeline = new Pipeline(Files.createDirectory(folder.resolve("run")));
    String fail =
        "beforeScript = { \"export PROTOMASS_MEMORY_MB=${task.memory.toMega()}; "
            + "[[ ${task.attempt} -gt "
            + failures
            + " ]] || exit 71\" }";
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star", "--segments", "1", "-c", site(fail, task)));
    Pipeline.Result run = pipeline.run(options, Pipeline.PLUGIN);
    assertEquals(exitCode, run.exitCode(), run.output());
    List<String> told =
        pipeline.taskFolders(task).stream()
            .map(TaskResourcesTest::memoryOf)
            .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
            .toList();
    List<Integer> attempts = told.stream().map(Integer::valueOf).toList();
    int first = attempts.getFirst();
    assertEquals(
        exitCode == 0
            ? List.of(first, 2 * first)
            : task.equals("REPORT")
                ? List.of(first, 2 * first, 3 * first, 4 * first)
                : List.of(first, 2 * first, 3 * first, 4 * first, 4 * first),
        attempts,
        run.output());
    if (exitCode != 0) {
      assertTrue(CoursePage.of(pipeline).text().contains("Exit code 71: out of memory"));
    }
  }

  private static String memoryOf(Path taskFolder) {
    try {
      String script = Files.readString(taskFolder.resolve(".command.run"));
      return script.replaceFirst("(?s).*export PROTOMASS_MEMORY_MB=(\\d+).*", "$1");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void assertTold(Pipeline pipeline, String task, int processors)
      throws IOException {
    List<Path> folders = pipeline.taskFolders(task);
    assertTrue(!folders.isEmpty(), task);
    for (Path each : folders) {
      String script = Files.readString(each.resolve(".command.run"));
      assertTrue(script.contains("export PROTOMASS_CPUS=" + processors + "\n"), script);
    }
  }

  /** A configuration with one more line for some tasks, and memory without a bound. */
  private String site(String line, String task) throws IOException {
    Path file = folder.resolve("site.config");
    Files.writeString(
        file,
        """
        process {
            resourceLimits = [cpus: 2, memory: 900.GB, time: 24.h]
            withName: '%s' { %s }
        }
        executor { memory = 900.GB }
        """
            .formatted(task, line));
    return file.toString();
  }
}
