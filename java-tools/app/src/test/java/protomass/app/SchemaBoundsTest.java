package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import protomass.core.error.ExitCodes;
import protomass.testing.SharedFolder;

/**
 * What nextflow_schema.json lets through is what the tools take: each is started with the option at
 * the bound and just outside of it, and with no input, so that it ends at its first file.
 */
class SchemaBoundsTest {
  /** By parameter: the tool, its other options, and last the option that the parameter feeds. */
  private static final Map<String, List<String>> FED =
      Map.ofEntries(
          Map.entry("seed", List.of("split", "--maps", "none/*.fits", "--out", "c.csv", "--seed")),
          Map.entry(
              "images",
              List.of("flame", "--seed", "1", "--shards", "1", "--shard", "0", "--images")),
          Map.entry(
              "shards",
              List.of("flame", "--seed", "1", "--images", "1000000", "--shard", "0", "--shards")),
          Map.entry("image_size", flame("--size")),
          Map.entry("points", flame("--points")),
          Map.entry("minimum_coverage", flame("--minimum-coverage")),
          Map.entry("minimum_structure", flame("--minimum-structure")),
          Map.entry("segments", pretrain("--segments")),
          Map.entry("threads", pretrain("--threads")),
          Map.entry(
              "map_size",
              List.of("project", "--snapshot", "none.h5", "--out", "m.fits", "--map-size")),
          Map.entry(
              "test_fraction",
              List.of("split", "--maps", "none/*.fits", "--out", "c.csv", "--test-fraction")),
          Map.entry(
              "neighbours",
              List.of(
                  "regress",
                  "--features",
                  "pixels",
                  "--catalogue",
                  "none.csv",
                  "--out",
                  "s",
                  "--neighbours")),
          Map.entry(
              "random_encoder_seed",
              List.of("embed", "--catalogue", "none.csv", "--out", "e.safetensors", "--encoder")),
          Map.entry("baseline_epochs", baseline("--epochs")),
          Map.entry(
              "baseline_warm_up_epochs",
              List.of(
                  "baseline",
                  "--catalogue",
                  "none.csv",
                  "--out",
                  "s",
                  "--epochs",
                  "10000",
                  "--warm-up-epochs")),
          Map.entry("baseline_learning_rate", baseline("--learning-rate")),
          Map.entry("baseline_batch_size", baseline("--batch-size")),
          Map.entry(
              "pixel_components",
              List.of(
                  "whiten",
                  "--features",
                  "pixels",
                  "--catalogue",
                  "none.csv",
                  "--out",
                  "w.safetensors",
                  "--components")),
          Map.entry(
              "segmentation_maps",
              List.of(
                  "segment",
                  "--encoder",
                  "none.safetensors",
                  "--catalogue",
                  "none.csv",
                  "--out",
                  "s",
                  "--count")));

  /** Of the pipeline alone: how tasks are cut, and what they ask for. */
  private static final Set<String> NOT_FED =
      Set.of("shards_per_task", "snapshots_per_task", "job_array", "gpus", "gpu_tasks");

  /** Where the pipeline is narrower on purpose. */
  private static final Map<String, String> NARROWER =
      Map.ofEntries(
          Map.entry("seed below", "whole numbers that every reader of JSON takes exactly"),
          Map.entry("seed above", "the same"),
          Map.entry("random_encoder_seed below", "the same"),
          Map.entry("random_encoder_seed above", "the same"),
          Map.entry("shards above", "their numbers have five digits in the names of files"),
          Map.entry("segments above", "each is a task of its own"),
          Map.entry("threads above", "more than the processors of a machine"),
          Map.entry("map_size below", "no encoder has smaller patches"),
          Map.entry("neighbours above", "a slip: no mean over so many is a neighbourhood"),
          Map.entry("baseline_learning_rate above", "a slip: no optimizer here takes such steps"),
          Map.entry("baseline_batch_size above", "a slip: no set of maps has so many"),
          Map.entry("baseline_epochs above", "a slip: it would train for months"),
          Map.entry("pixel_components above", "a slip: no map has so many pixels that matter"));

  @TempDir private Path folder;

  @Test
  void everyBoundIsTheOneOfTheToolThatItFeeds() throws Exception {
    Map<String, JsonNode> bounded = new TreeMap<>();
    Path schema = SharedFolder.repository().resolve("nextflow_schema.json");
    for (JsonNode group : new ObjectMapper().readTree(schema.toFile()).get("$defs")) {
      group
          .get("properties")
          .properties()
          .forEach(
              property -> {
                if (property.getValue().toString().contains("inimum\"")) {
                  bounded.put(property.getKey(), property.getValue());
                }
              });
    }
    Set<String> known = new TreeSet<>(FED.keySet());
    known.addAll(NOT_FED);
    assertEquals(known, bounded.keySet());

    List<String> disagreements = new ArrayList<>();
    Set<String> narrower = new TreeSet<>();
    bounded.keySet().removeAll(NOT_FED);
    bounded.forEach(
        (name, rule) -> {
          boolean whole = rule.get("type").asText().equals("integer");
          for (String side : List.of("below", "above")) {
            String bound = side.equals("below") ? "inimum" : "aximum";
            BigDecimal step = whole ? BigDecimal.ONE : new BigDecimal("1e-9");
            BigDecimal outwards = side.equals("below") ? step.negate() : step;
            boolean included = rule.has("m" + bound);
            BigDecimal end = rule.get(included ? "m" + bound : "exclusiveM" + bound).decimalValue();
            BigDecimal inside = included ? end : end.subtract(outwards);
            BigDecimal outside = included ? end.add(outwards) : end;
            String refusal = refusal(name, inside);
            if (refusal != null) {
              disagreements.add("the schema takes " + name + " " + inside + ": " + refusal);
            }
            if (refusal(name, outside) == null) {
              narrower.add(name + " " + side);
            }
          }
        });
    assertEquals(List.of(), disagreements);
    assertEquals(new TreeSet<>(NARROWER.keySet()), narrower);
  }

  /** What the tool says against a value, or null when it takes it. */
  private String refusal(String parameter, BigDecimal value) {
    List<String> command = new ArrayList<>();
    for (String word : FED.get(parameter)) {
      command.add(
          word.matches("(none.*|.*\\.(csv|fits|safetensors)|s)") ? folder + "/" + word : word);
    }
    String option = command.getLast();
    command.add(option.equals("--encoder") ? "random:none.yaml:" + value : value.toPlainString());
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    CommandLine protomass = Protomass.commandLine().setOut(writer).setErr(writer);
    int exitCode = protomass.execute(command.toArray(String[]::new));
    String output = said.toString();
    boolean named = output.contains(option.equals("--encoder") ? "encoder" : option);
    if (exitCode == ExitCodes.USAGE && named) {
      return output;
    }
    // It came as far as its first file.
    boolean missing = output.contains("none") || output.contains("--out is missing");
    assertTrue(missing, () -> command + " ended with " + exitCode + ":\n" + output);
    return null;
  }

  private static List<String> flame(String option) {
    return List.of(
        "flame", "--seed", "1", "--images", "1", "--shards", "1", "--shard", "0", option);
  }

  private static List<String> baseline(String option) {
    return List.of("baseline", "--catalogue", "none.csv", "--out", "s", option);
  }

  private static List<String> pretrain(String option) {
    return List.of("pretrain", "--recipe", "none.yaml", "--shards", "none", "--out", "s", option);
  }
}
