package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import protomass.testing.SharedFolder;

/** A call of a tool without an option does what the pipeline does without its parameter. */
class SchemaDefaultsTest {
  private static final Map<String, CommandLine> TOOLS = Protomass.commandLine().getSubcommands();

  /** By parameter: the options that it feeds, each with its tool. */
  private static final Map<String, List<String>> FED =
      Map.ofEntries(
          Map.entry("snapshots", List.of("project --snapshot")),
          Map.entry(
              "seed",
              List.of(
                  "flame --seed",
                  "pretrain --seed",
                  "split --seed",
                  "regress --seed",
                  "baseline --seed")),
          Map.entry("images", List.of("flame --images")),
          Map.entry("shards", List.of("flame --shards")),
          Map.entry("image_size", List.of("flame --size")),
          Map.entry("points", List.of("flame --points")),
          Map.entry("flames", List.of("flame --flames")),
          Map.entry("minimum_coverage", List.of("flame --minimum-coverage")),
          Map.entry("minimum_structure", List.of("flame --minimum-structure")),
          Map.entry("colour", List.of("flame --colour")),
          Map.entry("recipe", List.of("pretrain --recipe")),
          Map.entry("segments", List.of("pretrain --segments")),
          Map.entry("region_size", List.of("project --region-size")),
          Map.entry("map_size", List.of("project --map-size")),
          Map.entry("axes", List.of("project --axes")),
          Map.entry("minimum_mass", List.of("project --minimum-mass")),
          Map.entry("splits", List.of("split --by")),
          Map.entry("test_fraction", List.of("split --test-fraction")),
          Map.entry("neighbours", List.of("regress --neighbours")),
          Map.entry("random_encoder_seed", List.of("embed --encoder")),
          Map.entry("baseline_epochs", List.of("baseline --epochs")),
          Map.entry("baseline_warm_up_epochs", List.of("baseline --warm-up-epochs")),
          Map.entry("baseline_optimizer", List.of("baseline --optimizer")),
          Map.entry("baseline_learning_rate", List.of("baseline --learning-rate")),
          Map.entry("baseline_batch_size", List.of("baseline --batch-size")),
          Map.entry("pixel_components", List.of("whiten --components")),
          Map.entry("segmentation_maps", List.of("segment --count")),
          Map.entry(
              "threads",
              List.of(
                  "pretrain --threads",
                  "embed --threads",
                  "segment --threads",
                  "baseline --threads")));

  /** Of the pipeline alone: what is published, how tasks are cut, where they run. */
  private static final Set<String> NOT_FED =
      Set.of(
          "outdir",
          "publish_fractals",
          "shards_per_task",
          "fractals",
          "training_time",
          "snapshots_per_task",
          "bad_snapshots",
          "encoder",
          "channel_figures",
          "help",
          "version",
          "bits",
          "queue",
          "gpu_queue",
          "account",
          "job_array",
          "submit_rate",
          "gpus",
          "gpu_type",
          "gpu_tasks",
          "region",
          "project",
          "volume_claim",
          "containers",
          "container_tag");

  private static final String ASKED_FOR =
      "asked for: one call is part of no run that has a default";

  /** Where the defaults differ on purpose. */
  private static final Map<String, String> DIFFERENT =
      Map.ofEntries(
          Map.entry("flame --seed", ASKED_FOR),
          Map.entry("flame --images", ASKED_FOR),
          Map.entry("pretrain --recipe", ASKED_FOR),
          Map.entry("flame --shards", "a call of one's own writes one file, a run cuts tasks"),
          Map.entry("flame --size", "the study's; a run's suits the recipe that is its default"),
          Map.entry("flame --points", "the same"),
          Map.entry("flame --minimum-structure", "each kind of flames has a default of its own"),
          Map.entry(
              "pretrain --segments", "a call of one's own trains to the end, a run cuts tasks"),
          Map.entry("split --by", "a call makes one of the tables, a run both"),
          Map.entry("embed --encoder", "a seed is but a part of it"),
          Map.entry("whiten --components", "all, as of embeddings: only pixels have too many"));

  /** Options with a default to which the pipeline says something that is no parameter. */
  private static final Set<String> SET_BY_MODULES =
      Set.of(
          "baseline --device",
          "embed --device",
          "segment --device",
          "pretrain --device",
          "flame --shard",
          "baseline --initialisation",
          "report --out");

  @Test
  void everyDefaultIsTheOneOfTheToolThatItFeeds() throws IOException {
    Map<String, JsonNode> parameters = parameters();
    Set<String> known = new TreeSet<>(FED.keySet());
    known.addAll(NOT_FED);
    assertEquals(known, parameters.keySet());

    Map<String, String> different = new TreeMap<>();
    FED.forEach(
        (parameter, options) -> {
          String ofPipeline = parameters.get(parameter).path("default").asText();
          for (String option : options) {
            String ofTool = defaultOf(option(option));
            if (!ofPipeline.equals(ofTool)) {
              different.put(option, "'%s', the pipeline's is '%s'".formatted(ofTool, ofPipeline));
            }
          }
        });
    assertEquals(new TreeSet<>(DIFFERENT.keySet()), different.keySet(), different::toString);
  }

  /** So that no option is forgotten above: all that a module names and that has a default. */
  @Test
  void everyOptionOfAModuleThatHasADefaultIsKnown() throws IOException {
    Set<String> known = new TreeSet<>(SET_BY_MODULES);
    FED.values().stream()
        .flatMap(List::stream)
        .filter(option -> !defaultOf(option(option)).isEmpty())
        .forEach(known::add);
    Set<String> named = new TreeSet<>();
    Set<String> namedWithDefault = new TreeSet<>();
    for (String tool : TOOLS.keySet()) {
      Path module = SharedFolder.repository().resolve("modules/" + tool + "/main.nf");
      if (Files.exists(module)) {
        Matcher option =
            Pattern.compile("(?<![\\w-])--[a-z][a-z-]*").matcher(Files.readString(module));
        while (option.find()) {
          String found = tool + " " + option.group();
          if (TOOLS.get(tool).getCommandSpec().findOption(option.group()) != null
              && named.add(found)
              && !defaultOf(option(found)).isEmpty()) {
            namedWithDefault.add(found);
          }
        }
      }
    }
    assertEquals(known, namedWithDefault);
    FED.values().stream()
        .flatMap(List::stream)
        .forEach(option -> assertTrue(named.contains(option), option + " is in no module"));
  }

  /** Trainings depend on threads, nothing else does. */
  @Test
  void theHelpOfThreadsSaysWhatDependsOnThem() {
    TOOLS.forEach(
        (tool, command) -> {
          OptionSpec threads = command.getCommandSpec().findOption("--threads");
          if (threads != null) {
            String help = String.join(" ", threads.description());
            String sentence =
                switch (tool) {
                  case "flame" -> "The output does not depend on it.";
                  case "project" -> "Results do not depend on it.";
                  case "embed", "segment" -> "What embed and segment write does not depend on it.";
                  default -> "A training (pretrain, baseline) cuts its sums by threads";
                };
            assertTrue(help.contains(sentence), tool + ": " + help);
          }
        });
  }

  private static Map<String, JsonNode> parameters() throws IOException {
    Map<String, JsonNode> parameters = new TreeMap<>();
    Path schema = SharedFolder.repository().resolve("nextflow_schema.json");
    for (JsonNode group : new ObjectMapper().readTree(schema.toFile()).get("$defs")) {
      group
          .get("properties")
          .properties()
          .forEach(property -> parameters.put(property.getKey(), property.getValue()));
    }
    return parameters;
  }

  private static OptionSpec option(String toolAndOption) {
    String[] words = toolAndOption.split(" ", -1);
    return TOOLS.get(words[0]).getCommandSpec().findOption(words[1]);
  }

  /** The declared one, else that of the description; empty for none. */
  private static String defaultOf(OptionSpec option) {
    if (option.defaultValue() != null) {
      return option.defaultValue();
    }
    Matcher said =
        Pattern.compile("Default: (\\d+)[;.]").matcher(String.join(" ", option.description()));
    return said.find() ? said.group(1) : "";
  }
}
