package protomass.vision.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.testing.SharedFolder;
import protomass.vision.recipe.OptimizerRecipe;
import protomass.vision.recipe.OptimizerRecipe.RateScaling;
import protomass.vision.recipe.ScheduleRecipe;
import protomass.vision.recipe.TeacherRecipe;

/** Schedules and parameter groups against the official code. */
class SchedulesGoldenTest {
  @Test
  void everyIterationOfEverySchedule() {
    try (SafetensorsFile golden =
        SafetensorsFile.open(SharedFolder.golden("dinov2/schedules.safetensors"))) {
      Schedules schedules =
          new Schedules(
              new OptimizerRecipe(
                  number(golden, "base_lr"),
                  number(golden, "min_lr"),
                  RateScaling.SQUARE_ROOT,
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

  @Test
  void multipliersOfEveryParameter() throws Exception {
    JsonNode golden =
        Json.mapper()
            .readTree(Files.readAllBytes(SharedFolder.golden("dinov2/parameter_groups.json")));
    OptimizerRecipe recipe =
        new OptimizerRecipe(
            0.004, 1e-6, RateScaling.SQUARE_ROOT, 0.9, 0.999, 1e-8, 0.04, 0.4, 3, 0.9, 0.2, 1);
    int depth =
        (int)
            golden
                .valueStream()
                .map(node -> node.get("parameter").asText())
                .filter(name -> name.matches("backbone\\.blocks\\.\\d+\\.norm1\\.weight"))
                .count();
    for (JsonNode node : golden) {
      String name = node.get("parameter").asText();
      ParameterGroups.Multipliers found = ParameterGroups.of(name, depth, recipe);
      // The reference multiplies step by step, pow rounds once: an ulp of a number below one.
      assertEquals(node.get("lr_multiplier").asDouble(), found.rate(), 1e-15, name);
      assertEquals(node.get("weight_decay_multiplier").asDouble(), found.decay(), name);
      assertEquals(node.get("last_layer").asBoolean(), found.lastLayer(), name);
    }
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
