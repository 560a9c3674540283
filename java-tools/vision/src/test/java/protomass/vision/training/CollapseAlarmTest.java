package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.artefact.MetricsRow;
import protomass.testing.SharedFolder;
import protomass.vision.recipe.Recipe;
import protomass.vision.recipe.RecipeFile;

class CollapseAlarmTest {
  private static final double LN_512 = Math.log(512);

  private final List<String> heard = new ArrayList<>();

  private static Recipe recipe(String... overrides) {
    return RecipeFile.read(
        SharedFolder.repository().resolve("conf/recipes/demo.yaml"), List.of(overrides));
  }

  private static MetricsRow row(double epoch, double loss, double entropy, double rank) {
    return new MetricsRow(
        10,
        epoch,
        320,
        7,
        (float) (0.8 * loss),
        (float) (0.2 * loss),
        0,
        3,
        1e-3,
        0.04,
        0.98,
        0.04,
        1,
        1,
        (float) entropy,
        0.1f,
        (float) rank);
  }

  @Test
  void aHealthyTrainingIsLeftInPeace() {
    CollapseAlarm alarm = new CollapseAlarm(recipe(), heard::add);
    alarm.watch(row(2, 5.5, 4.8, 30));
    assertEquals(List.of(), heard);
  }

  @Test
  void everyTrainingMayBeginFlat() {
    CollapseAlarm alarm = new CollapseAlarm(recipe(), heard::add);
    alarm.watch(row(0.9, LN_512, LN_512, 1));
    assertEquals(List.of(), heard);
  }

  @ParameterizedTest
  @CsvSource({
    "6.23, 4.8, 30, the DINO loss 6.230 is not below ln(prototypes) = 6.238",
    "5.5, 4.8, 1.4, the class tokens use 1.40 directions",
    "5.5, 0.05, 30, entropy 0.050 is nearly 0",
    "5.5, 6.2, 30, entropy 6.200 is nearly ln(prototypes)"
  })
  void eachKindIsNamedOnceWithItsStep(double loss, double entropy, double rank, String message) {
    CollapseAlarm alarm = new CollapseAlarm(recipe(), heard::add);
    alarm.watch(row(2, loss, entropy, rank));
    alarm.watch(row(3, loss, entropy, rank));
    assertEquals(1, heard.size(), heard.toString());
    assertTrue(heard.getFirst().startsWith("at step 10 "), heard.getFirst());
    assertTrue(heard.getFirst().contains(message), heard.getFirst());
  }

  @Test
  void shortRunsAndSmallBatchesAreToldAtTheStart() {
    assertEquals(
        List.of("the official recipe takes 125000 steps; expect less from 768"),
        CollapseAlarm.beforehand(recipe(), 768));
    List<String> both = CollapseAlarm.beforehand(recipe("head.prototypes=4096"), 768);
    assertEquals(2, both.size());
    assertTrue(both.get(1).contains("64 prototypes to each target"), both.get(1));
    assertEquals(List.of(), CollapseAlarm.beforehand(recipe(), 125_000));
  }
}
