package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What newer versions of Nextflow do in another way than the bundled one, which can be made to do
 * some of it: it then has to run the same tasks.
 */
class NextflowVersionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is computed, where, in what, on what. */
  private static final List<List<String>> PROFILES =
      List.of(
          List.of("test", "demo", "paper", "literal"),
          List.of(
              "standard",
              "local",
              "slurm",
              "awsbatch",
              "googlebatch",
              "azurebatch",
              "k8s",
              "<cloud>",
              "<where>"),
          List.of("apptainer", "singularity", "docker"),
          List.of("gpu"));

  private static final Pattern COMBINATION =
      Pattern.compile("(?<![\\w<,/])[a-z0-9<>]+(?:,[a-z0-9<>]+)+(?![\\w,(])");

  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder =
        RunFolder.of(
            getClass(),
            test.getTestMethod().orElseThrow().getName()
                + test.getDisplayName().replaceAll("\\W+", "-"));
  }

  /** From 25.10 on, a script with this flag does not start. */
  @Test
  void noScriptAsksForTheOutputsOfAWorkflow() throws IOException {
    assertFalse(
        Files.readString(Pipeline.repository().resolve("main.nf")).contains("preview.output"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void textsAsParametersAreTheSameTasksAsNumbers(String parser) throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    Map<String, String> environment = Map.of("NXF_SYNTAX_PARSER", parser);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star", "-resume"));
    Path numbers = folder.resolve("numbers.json");
    Path texts = folder.resolve("texts.json");
    writeParameters(numbers, texts);

    Pipeline.Result first = pipeline.run(with(options, "-params-file", numbers), environment);
    assertEquals(0, first.exitCode(), first.output());
    assertFalse(first.tasks("Submitted").isEmpty(), first.output());
    Pipeline.Result second = pipeline.run(with(options, "-params-file", texts), environment);
    assertEquals(0, second.exitCode(), second.output());
    // REPORT, too: its input holds all parameters.
    assertEquals(List.of(), second.tasks("Submitted"), second.output());
    assertEquals(first.tasks("Submitted"), second.tasks("Cached"));
  }

  @Test
  void aCommandLineOfTextsAsksForTheSameTasks() {
    Pipeline pipeline = new Pipeline(folder);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("test"), "test,gpu");
    options.addAll(List.of("--splits", "star", "--images", "30", "--test_fraction", "0.3"));
    options.addAll(List.of("--threads", "1", "--gpus", "2", "--gpu_tasks", "2", "--seed", "4"));
    options.addAll(List.of("--segments", "1", "--publish_fractals", "-resume"));
    Pipeline.Result typed = pipeline.run(options);
    assertEquals(0, typed.exitCode(), typed.output());
    Pipeline.Result texts =
        pipeline.run(options, Map.of("NXF_DISABLE_PARAMS_TYPE_DETECTION", "true"));
    assertEquals(0, texts.exitCode(), texts.output());
    assertEquals(List.of(), texts.tasks("Submitted"), texts.output());
    assertEquals(typed.tasks("Submitted"), texts.tasks("Cached"));
  }

  /**
   * Newer versions merge selectors of the same text, older ones replace them: what sets a cloud
   * apart is a value. CloudTest sees what comes of it.
   */
  @ParameterizedTest
  @CsvSource({
    "awsbatch, false, v1", "awsbatch, false, v2",
    "azurebatch, false, v1", "azurebatch, false, v2",
    "googlebatch, false, v1", "googlebatch, false, v2",
    "k8s, true, v1", "k8s, true, v2",
  })
  void trainingsOnCloudsAreTriedAsOftenAsOtherTasks(String profile, boolean stays, String parser)
      throws Exception {
    JsonNode process = configuration(profile, parser).get("process");
    assertEquals(stays, process.get("ext").get("folders_stay").asBoolean());
    JsonNode training = process.get("withLabel:resumable");
    assertTrue(training.path("maxRetries").asText().contains("folders_stay ? 100 : 3"));
    assertEquals(3, process.get("maxRetries").asInt());
    assertFalse(training.has("beforeScript"), training::toString);
    assertTrue(process.path("beforeScript").asText().contains("PROTOMASS_MEMORY_MB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void whatIsComputedIsKnownWhereItRunsAndThatToTheGpus(String parser) throws Exception {
    JsonNode process = configuration("paper,slurm,apptainer,gpu", parser).get("process");
    assertEquals(100, process.get("withName:FLAME|PROJECT").get("array").asInt());
    assertEquals(
        0, process.get("withName:EMBED|BASELINE|SEGMENT").get("maxForks").asInt(), "of SLURM");
  }

  @Test
  void profilesAreNamedInTheirOrderEverywhere() throws IOException {
    List<String> defined =
        Pattern.compile("(?m)^    (\\w+) \\{ includeConfig")
            .matcher(Files.readString(Pipeline.repository().resolve("nextflow.config")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertEquals("standard", defined.getFirst());
    assertInOrder("nextflow.config", defined.subList(1, defined.size()));

    List<String> combinations = new ArrayList<>();
    for (Path file : texts()) {
      for (MatchResult match : COMBINATION.matcher(Files.readString(file)).results().toList()) {
        List<String> names = Arrays.asList(match.group().split(",", -1));
        if (names.stream().allMatch(name -> kind(name) >= 0)) {
          combinations.add(match.group());
          assertInOrder(file.toString(), names);
        }
      }
    }
    assertTrue(combinations.contains("slurm,apptainer,gpu"), combinations::toString);
    assertTrue(combinations.size() > 20, combinations::toString);
  }

  private static void assertInOrder(String where, List<String> profiles) {
    List<Integer> kinds = profiles.stream().map(NextflowVersionsTest::kind).toList();
    assertEquals(kinds.stream().sorted().toList(), kinds, () -> where + ": " + profiles);
  }

  private static int kind(String profile) {
    for (int kind = 0; kind < PROFILES.size(); kind++) {
      if (PROFILES.get(kind).contains(profile)) {
        return kind;
      }
    }
    return -1;
  }

  /** All that may name profiles: documents, configurations, scripts and tests. */
  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    for (String place : List.of("docs", "conf", ".ci", "bench", "assets", "java-tools")) {
      try (Stream<Path> tree = Files.walk(Pipeline.repository().resolve(place))) {
        tree.filter(Files::isRegularFile)
            .filter(path -> !path.toString().contains("/target/"))
            .filter(path -> path.toString().matches(".*(\\.md|\\.config|\\.java|\\.sh|/lint|/run)"))
            .forEach(texts::add);
      }
    }
    for (String name : List.of("README.md", "Makefile", "nextflow.config")) {
      texts.add(Pipeline.repository().resolve(name));
    }
    return texts;
  }

  private static List<String> with(List<String> options, String option, Path file) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(option, file.toString()));
    return all;
  }

  /** Every number and truth value of the test profile, as it is and as a text. */
  private void writeParameters(Path numbers, Path texts) throws IOException {
    ObjectNode typed = JSON.createObjectNode();
    ObjectNode written = JSON.createObjectNode();
    JsonNode params = configuration("test", "v1").get("params");
    params
        .properties()
        .forEach(
            parameter -> {
              if (parameter.getValue().isNumber() || parameter.getValue().isBoolean()) {
                typed.set(parameter.getKey(), parameter.getValue());
                written.put(parameter.getKey(), parameter.getValue().asText());
              }
            });
    assertAll(
        Stream.of("seed", "images", "test_fraction", "publish_fractals", "threads", "job_array")
            .map(name -> () -> assertTrue(written.path(name).isTextual(), name)));
    JSON.writeValue(numbers.toFile(), typed);
    JSON.writeValue(texts.toFile(), written);
  }

  private JsonNode configuration(String profiles, String parser) throws IOException {
    try {
      String output =
          Shell.succeed(
              Map.of("NXF_SYNTAX_PARSER", parser, "PROTOMASS_NEXTFLOW", "bundled"),
              Pipeline.repository().resolve("bin/protomass-nextflow").toString(),
              "-log",
              folder.resolve("log").toString(),
              "config",
              "-o",
              "json",
              "-profile",
              profiles,
              Pipeline.repository().toString());
      return JSON.readTree(output.substring(output.indexOf("\n{") + 1));
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }
}
