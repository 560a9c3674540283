package protomass.vision.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.testing.Goldens;
import protomass.vision.recipe.OptimizerRecipe;
import protomass.vision.recipe.OptimizerRecipe.RateScaling;
import protomass.vision.recipe.ScheduleRecipe;
import protomass.vision.recipe.TeacherRecipe;

/** Schedules and parameter groups against the official code. */
class SchedulesGoldenTest {
  static List<Path> schedules() {
    return Goldens.of("dinov2", "schedules*.safetensors");
  }

  static List<Path> parameterGroups() {
    return Goldens.of("dinov2", "parameter_groups*.json");
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everyIterationOfEverySchedule(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file)) {
      Schedules schedules =
          new Schedules(
              new OptimizerRecipe(
                  number(golden, "base_lr"),
                  number(golden, "min_lr"),
                  golden.requireMetadata("lr_scaling").equals("sqrt_wrt_1024")
                      ? RateScaling.SQUARE_ROOT
                      : RateScaling.NONE,
                  0.9,
                  0.999,
                  1e-8,
                  number(golden, "wd"),
                  number(golden, "wd_end"),
                  3,
                  0.9,
                  0.2,
                  (int) number(golden, "freeze")),
              new TeacherRecipe(
                  number(golden, "mom"),
                  number(golden, "mom_end"),
                  number(golden, "wt"),
                  number(golden, "tt"),
                  (int) number(golden, "wte")),
              new ScheduleRecipe(
                  (int) number(golden, "epochs"),
                  (int) number(golden, "warmup_epochs"),
                  (int) number(golden, "batch"),
                  1),
              (int) number(golden, "iterations_per_epoch"));
      compare(golden, "lr", schedules, Schedules.Values::learningRate);
      compare(golden, "last_layer_lr", schedules, Schedules.Values::lastLayerRate);
      compare(golden, "weight_decay", schedules, Schedules.Values::weightDecay);
      compare(golden, "teacher_momentum", schedules, Schedules.Values::teacherMomentum);
      compare(golden, "teacher_temperature", schedules, Schedules.Values::teacherTemperature);
    }
  }

  @ParameterizedTest
  @MethodSource("parameterGroups")
  void multipliersOfEveryParameter(Path file) throws Exception {
    JsonNode golden = Json.mapper().readTree(Files.readAllBytes(file));
    int depth =
        (int)
            golden
                .valueStream()
                .map(node -> node.get("parameter").asText())
                .filter(name -> name.matches("backbone\\.blocks\\.\\d+\\.norm1\\.weight"))
                .count();
    // The file does not state the two factors; each is the ratio of two of its multipliers.
    double tokens = rate(golden, "backbone.cls_token");
    double layerDecay = rounded(tokens / rate(golden, "backbone.blocks.0.norm1.weight"));
    double patchEmbedding = rounded(rate(golden, "backbone.patch_embed.proj.weight") / tokens);
    OptimizerRecipe recipe =
        new OptimizerRecipe(
            0.004,
            1e-6,
            RateScaling.SQUARE_ROOT,
            0.9,
            0.999,
            1e-8,
            0.04,
            0.4,
            3,
            layerDecay,
            patchEmbedding,
            1);
    for (JsonNode node : golden) {
      String name = node.get("parameter").asText();
      ParameterGroups.Multipliers found = ParameterGroups.of(name, depth, recipe);
      // The reference multiplies step by step, pow rounds once: an ulp of a number below one.
      assertEquals(node.get("lr_multiplier").asDouble(), found.rate(), 1e-15, name);
      assertEquals(node.get("weight_decay_multiplier").asDouble(), found.decay(), name);
      assertEquals(node.get("last_layer").asBoolean(), found.lastLayer(), name);
    }
  }

  private static double rate(JsonNode golden, String parameter) {
    return golden
        .valueStream()
        .filter(node -> node.get("parameter").asText().equals(parameter))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + parameter))
        .get("lr_multiplier")
        .asDouble();
  }

  /** Factors are written with few digits. */
  private static double rounded(double factor) {
    return Math.round(factor * 1e6) / 1e6;
  }

  private static void compare(
      SafetensorsFile golden,
      String name,
      Schedules schedules,
      ToDoubleFunction<Schedules.Values> value) {
    double[] expected = golden.doubles(name);
    assertEquals(schedules.iterations(), expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], value.applyAsDouble(schedules.at(i)), 1e-12, name + " at " + i);
    }
  }

  private static double number(SafetensorsFile golden, String key) {
    return Double.parseDouble(golden.requireMetadata(key));
  }
}
