package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every profile can be read, keeps what it builds on, and agrees with the schema. */
class ConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard",
        "local",
        "slurm",
        "apptainer",
        "singularity",
        "docker",
        "gpu",
        "awsbatch",
        "googlebatch",
        "azurebatch",
        "k8s",
        "awsbatch,gpu",
        "googlebatch,gpu",
        "azurebatch,gpu",
        "k8s,gpu",
        "test",
        "demo",
        "paper",
        "paper,slurm,apptainer,gpu",
        "literal",
        "literal,slurm,apptainer,gpu"
      })
  void everyProfileCanBeReadAndKeepsTheLabels(String profiles) throws IOException {
    JsonNode process = configuration(profiles).get("process");
    assertTrue(process.get("withLabel:torch").hasNonNull("cpus"), profiles);
    assertEquals(2, process.get("withLabel:parallel").get("cpus").asInt());
    assertTrue(
        process.get("withLabel:torch").get("ext").get("tools").asText().matches("[0-9a-f]{64}"));
    assertFalse(process.get("withLabel:train").isEmpty());
  }

  @Test
  void aGpuOnSlurmInAnImageIsAskedForInAllThreeWays() throws IOException {
    JsonNode configuration = configuration("slurm,apptainer,gpu");
    JsonNode process = configuration.get("process");
    assertEquals("slurm", process.get("executor").asText());
    assertEquals("--nv", configuration.get("apptainer").get("runOptions").asText());
    for (String network : List.of("withName:PRETRAIN", "withName:EMBED|BASELINE|SEGMENT")) {
      assertEquals(1, process.get(network).get("accelerator").asInt());
      assertEquals("--gres=gpu:1", process.get(network).get("clusterOptions").asText());
      assertEquals("cuda", process.get(network).get("ext").get("device").asText());
    }
    assertEquals("cuda", process.get("withName:PRETRAIN").get("ext").get("torch").asText());
    String image = process.get("container").asText();
    // The tag grows a hash once images were built here.
    assertTrue(image.matches(".*/protomass-tools-0\\.1\\.0(-[0-9a-f]{12})?\\.sif"), image);
  }

  /** A bare main.nf has no folder, and Nextflow takes / for the project's then. */
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "main.nf", "./main.nf"})
  void theConfigurationIsTheSameHoweverTheProjectIsNamed(String project) throws Exception {
    List<String> command = new ArrayList<>(List.of("bin/protomass-nextflow", "-log"));
    command.addAll(List.of(folder.resolve("log").toString(), "config", "-o", "json"));
    command.addAll(List.of("-profile", "test,slurm,apptainer"));
    command.addAll(project.isEmpty() ? List.of() : List.of(project));
    Process process =
        new ProcessBuilder(command)
            .directory(Pipeline.repository().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    // What protomass-nextflow itself adds is not compared.
    JsonNode told = JSON.readTree(printed.substring(printed.indexOf("{\n")));
    JsonNode expected = configuration("test,slurm,apptainer");
    for (String part : List.of("params", "process", "apptainer")) {
      assertEquals(expected.get(part), told.get(part), part);
    }
    String images = Pipeline.repository().resolve("containers/target").toString();
    assertEquals(images, told.get("params").get("containers").asText());
    assertTrue(told.get("process").get("container").asText().startsWith(images + "/protomass-"));
  }

  /** Tasks in images are told what those outside are: their environment begins empty. */
  @Test
  void whatTasksAreToldReachesThemInImages() throws IOException {
    Path conf = Pipeline.repository().resolve("conf");
    TreeSet<String> told = new TreeSet<>();
    Pattern.compile("export (PROTOMASS_\\w+)=")
        .matcher(Files.readString(conf.resolve("base.config")))
        .results()
        .forEach(found -> told.add(found.group(1)));
    assertTrue(told.contains("PROTOMASS_BAD_SNAPSHOTS"), told.toString());
    for (String engine : List.of("apptainer", "singularity", "docker")) {
      String allowed = configuration(engine).get(engine).get("envWhitelist").asText();
      TreeSet<String> missing = new TreeSet<>(told);
      missing.removeAll(List.of(allowed.split(",", -1)));
      assertEquals(new TreeSet<>(), missing, engine);
    }
  }

  /** Kubernetes refuses a request for GPUs that is no limit; a limit is a request everywhere. */
  @Test
  void gpusOfATypeAreALimit() throws IOException {
    Files.writeString(
        folder.resolve("nextflow.config"),
        """
        params { gpus = 2; gpu_type = 'kind'; gpu_tasks = 0; queue = null; gpu_queue = null; account = null }
        includeConfig '%s'
        """
            .formatted(Pipeline.repository().resolve("conf/gpu.config")));
    JsonNode process = configurationOf(List.of(folder.toString())).get("process");
    JsonNode training = process.get("withName:PRETRAIN").get("accelerator");
    assertEquals(2, training.path("limit").asInt());
    assertEquals("kind", training.path("type").asText());
    JsonNode others = process.get("withName:EMBED|BASELINE|SEGMENT").get("accelerator");
    assertEquals(1, others.path("limit").asInt());
  }

  @Test
  void gpusGoToTheProcessesWhoseToolsUseThem() throws IOException {
    Map<String, DeclaredTool> tools = DeclaredTool.of(Pipeline.repository());
    TreeSet<String> able = new TreeSet<>();
    for (Stage stage : Stage.of(Pipeline.repository())) {
      if (stage.tools().stream().anyMatch(tool -> tools.get(tool).gpu())) {
        able.add(stage.process());
      }
    }
    TreeSet<String> given = new TreeSet<>();
    configuration("gpu")
        .get("process")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().has("accelerator")) {
                assertTrue(entry.getKey().startsWith("withName:"), entry.getKey());
                String names = entry.getKey().substring("withName:".length());
                given.addAll(List.of(names.split("\\|", -1)));
              }
            });
    assertEquals(able, given);
    assertFalse(able.isEmpty());
  }

  /** 10 epochs of warm-up and 90 of a cosine; in its words a rate of 0.04 for both models. */
  @Test
  void theStudysScheduleIsThatOfItsProfiles() throws IOException {
    JsonNode paper = configuration("paper").get("params");
    JsonNode literal = configuration("literal").get("params");
    for (JsonNode params : List.of(paper, literal)) {
      assertEquals(1_000_000, params.get("images").asInt());
      assertEquals(100, params.get("baseline_epochs").asInt());
      assertEquals(10, params.get("baseline_warm_up_epochs").asInt());
    }
    assertEquals("paper", paper.get("recipe").asText());
    assertEquals("rich", paper.get("flames").asText());
    assertEquals(0.001, paper.get("baseline_learning_rate").asDouble());
    assertEquals("paper-literal", literal.get("recipe").asText());
    assertEquals("study", literal.get("flames").asText());
    assertEquals("adamw", literal.get("baseline_optimizer").asText());
    assertEquals(0.04, literal.get("baseline_learning_rate").asDouble());
  }

  @Test
  void theDemoFitsTwoCoresAndEightGigabytes() throws IOException {
    JsonNode configuration = configuration("demo");
    assertEquals(2, configuration.get("executor").get("cpus").asInt());
    assertEquals(7, configuration.get("executor").get("memory").get("giga").asInt());
    assertEquals(2, configuration.get("process").get("resourceLimits").get("cpus").asInt());
  }

  @Test
  void theSchemaDescribesEveryParameterWithItsDefault() throws IOException {
    Map<String, JsonNode> described = new TreeMap<>();
    JsonNode schema = JSON.readTree(Pipeline.repository().resolve("nextflow_schema.json").toFile());
    schema
        .get("$defs")
        .forEach(
            group ->
                group
                    .get("properties")
                    .properties()
                    .forEach(entry -> described.put(entry.getKey(), entry.getValue())));
    JsonNode params = configuration("standard").get("params");
    TreeSet<String> names = new TreeSet<>();
    params.fieldNames().forEachRemaining(names::add);
    assertEquals(names, new TreeSet<>(described.keySet()));
    assertAll(
        described.entrySet().stream()
            .map(
                entry ->
                    () -> {
                      String name = entry.getKey();
                      JsonNode rule = entry.getValue();
                      assertFalse(rule.path("description").asText().isBlank(), name);
                      assertFalse(rule.path("errorMessage").asText().isBlank(), name);
                      if (rule.has("default") && !name.equals("container_tag")) {
                        assertEquals(params.get(name), rule.get("default"), name);
                      }
                    }));
  }

  private JsonNode configuration(String profiles) throws IOException {
    return configurationOf(List.of("-profile", profiles, Pipeline.repository().toString()));
  }

  private JsonNode configurationOf(List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-log", folder.resolve("log").toString(), "config", "-o", "json"));
    arguments.addAll(options);
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertEquals(0, Pipeline.launchHere(arguments));
    } finally {
      System.setOut(original);
    }
    // Nextflow 25.04 warns first of what it previews.
    String output = printed.toString(StandardCharsets.UTF_8);
    return JSON.readTree(output.substring(output.indexOf("\n{") + 1));
  }
}
