package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What docs/running.md tells those who run the pipeline at a site of their own. */
class SiteTest {
  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  private static List<String> options(String... more) {
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star"));
    options.addAll(List.of(more));
    return options;
  }

  /** A fast disk for all but the training, and a module for each task. */
  @Test
  void modulesAndScratchOfASiteReachItsTasks() throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Path loaded = folder.resolve("loaded.txt");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path module = bin.resolve("module");
    Files.writeString(module, "#!/bin/sh\necho \"$PWD $*\" >> '" + loaded + "'\n");
    assertTrue(module.toFile().setExecutable(true));
    Path site = folder.resolve("site.config");
    Files.writeString(
        site,
        """
        process {
            module = 'site/1'
            scratch = '%s'
            withName: PRETRAIN { scratch = false }
        }
        """
            .formatted(scratch));
    Pipeline pipeline = new Pipeline(folder);
    Pipeline.Result run =
        pipeline.run(
            options("-c", site.toString()),
            Map.of("PATH", bin + ":" + System.getenv("PATH"), "NXF_DEBUG", "0"));
    assertEquals(0, run.exitCode(), run.output());
    int tasks = run.tasks("Submitted").size();
    List<String> loads =
        Files.readAllLines(loaded).stream().filter(line -> line.endsWith(" load site/1")).toList();
    assertEquals(tasks, loads.size(), loads.toString());
    for (Path task : pipeline.taskFolders("PROJECT (a1-00001)")) {
      String script = Files.readString(task.resolve(".command.run"));
      assertTrue(script.contains(scratch.toString()), script);
      assertTrue(script.contains("export PROTOMASS_MEMORY_MB="), script);
    }
    for (Path task : pipeline.taskFolders("PRETRAIN (1)")) {
      assertFalse(Files.readString(task.resolve(".command.run")).contains(scratch.toString()));
    }
    assertTrue(pipeline.published().contains("maps/maps-a1-00001.fits"));
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void cleaningUpAfterEarlierRunsKeepsWhatTheLastOneUses() throws Exception {
    Pipeline pipeline = new Pipeline(folder);
    Pipeline.Result first = pipeline.run(options("-name", "first"));
    assertEquals(0, first.exitCode(), first.output());
    Pipeline.Result second =
        pipeline.run(options("-name", "second", "--neighbours", "7", "-resume"));
    assertEquals(0, second.exitCode(), second.output());
    List<Path> replaced = pipeline.taskFolders("REPORT");
    assertEquals(2, replaced.size());
    Process clean =
        new ProcessBuilder(
                Pipeline.repository() + "/bin/protomass-nextflow",
                "clean",
                "-f",
                "-before",
                "second")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("clean.txt").toFile())
            .start();
    assertEquals(0, clean.waitFor(), Files.readString(folder.resolve("clean.txt")));
    assertEquals(1, pipeline.taskFolders("REPORT").size());
    Pipeline.Result third = pipeline.run(options("--neighbours", "7", "-resume"));
    assertEquals(0, third.exitCode(), third.output());
    assertEquals(List.of(), third.tasks("Submitted"), third.output());
  }
}
