package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pipeline's modules state what the tools declare in {@code tools.json}. */
class StageTest {
  private static final Map<String, DeclaredTool> DECLARED =
      Map.of(
          "net", new DeclaredTool("net", true, true, true, false),
          "train", new DeclaredTool("train", true, true, true, true),
          "copy", new DeclaredTool("copy", true, false, false, false),
          "count", new DeclaredTool("count", false, false, false, false));

  @Test
  void everyProcessHasTheLabelsOfItsTool() throws IOException {
    Map<String, DeclaredTool> tools = DeclaredTool.of(Pipeline.repository());
    List<Stage> stages = Stage.of(Pipeline.repository());
    assertEquals(List.of(), stages.stream().flatMap(s -> s.faults(tools).stream()).toList());
    // All that people do not only ask things of by hand.
    Set<String> run = stages.stream().flatMap(s -> s.tools().stream()).collect(Collectors.toSet());
    Set<String> declared = new TreeSet<>(tools.keySet());
    declared.remove("snapshot-check");
    declared.remove("snapshot-info");
    assertEquals(declared, new TreeSet<>(run));
  }

  /** That a fault is found, each of its kind. */
  @ParameterizedTest
  @CsvSource({
    "count, , , , ''",
    "copy, vision, , , ''",
    "net, torch, BITS, DEVICE, ''",
    "train, torch resumable, BITS, DEVICE, ''",
    "other, , , , which is not one of",
    "count, torch, , , does not need PyTorch",
    "count, vision, , , does not need PyTorch",
    "copy, light, , , needs PyTorch",
    "copy, torch, , , does not need kernels",
    "net, vision, BITS, DEVICE, 'needs kernels, but the module has no label'",
    "net, torch, , DEVICE, 'needs kernels, but the module has no bits'",
    "net, torch, BITS, , needs a GPU",
    "train, torch, BITS, DEVICE, needs to resume",
    "net, torch resumable, BITS, DEVICE, does not need to resume",
  })
  void aLabelThatDoesNotFitIsFound(
      String tool, String labels, String bits, String device, String fault) {
    StringBuilder module = new StringBuilder("// protomass nothing\nprocess IT {\n");
    for (String label : labels == null ? new String[0] : labels.split(" ", -1)) {
      module.append("    label '").append(label).append("'\n");
    }
    module.append("    output:\n    val('protomass'), eval('protomass --version')\n    script:\n");
    module.append(bits == null ? "" : "    export PROTOMASS_BITS=x\n");
    module.append("    protomass ").append(tool).append(device == null ? "" : " --device x");
    List<Stage> stages = Stage.in(module + "\n}\n");
    assertEquals(1, stages.size());
    List<String> faults = stages.getFirst().faults(DECLARED);
    assertEquals(!fault.isEmpty(), !faults.isEmpty(), faults.toString());
    assertTrue(faults.toString().contains(fault), faults.toString());
  }

  /**
   * What a tool says of PyTorch decides in which libraries, and so in which image, it has to be.
   */
  @Test
  void theLightLibrariesHoldTheToolsWithoutPyTorch() throws Exception {
    Path light = Files.createTempFile("tools", ".json");
    try {
      Path libraries = DeclaredTool.libraries(Pipeline.repository());
      Shell.succeed(Map.of(), toolsFile(libraries + "/*", light));
      Set<String> lines = new HashSet<>(Files.readAllLines(light));
      for (String line : Files.readAllLines(DeclaredTool.file(Pipeline.repository()))) {
        String bare = line.replaceFirst(",$", "");
        boolean isLight = lines.contains(bare) || lines.contains(bare + ",");
        assertEquals(!line.contains("\"torch\":true"), isLight, line);
      }
    } finally {
      Files.delete(light);
    }
  }

  @Test
  void theFileIsOneToolALine() throws IOException {
    List<String> lines = Files.readAllLines(DeclaredTool.file(Pipeline.repository()));
    assertEquals("[", lines.getFirst());
    assertEquals("]", lines.getLast());
    assertEquals(
        List.copyOf(DeclaredTool.of(Pipeline.repository()).keySet()),
        lines.stream()
            .filter(line -> line.startsWith("{\"name\":\""))
            .map(line -> line.replaceFirst("^\\{\"name\":\"([^\"]*)\".*", "$1"))
            .toList());
    assertFalse(lines.size() < 12, lines.toString());
  }

  /** The command by which the build writes the file. */
  static String[] toolsFile(String classPath, Path file) throws Exception {
    String javaHome =
        Shell.succeed(Map.of(), Pipeline.repository().resolve("bin/find-java").toString()).strip();
    return new String[] {
      javaHome + "/bin/java", "-cp", classPath, "protomass.app.ToolsFile", file.toString()
    };
  }
}
