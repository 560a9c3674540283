package protomass.vision.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import protomass.core.error.UsageException;
import protomass.core.json.Json;

class AugmentationRecipeTest {
  private final AugmentationRecipe official = AugmentationRecipe.official();

  @Test
  void pinsTheOfficialValues() {
    assertEquals(
        new AugmentationRecipe(
            ChannelKind.COLOUR,
            new CropRecipe(224, 0.32, 1.0),
            new CropRecipe(96, 0.05, 0.32),
            8,
            0.5,
            new JitterRecipe(0.8, 0.4, 0.4, 0.2, 0.1),
            0.2,
            0.2,
            new BlurRecipe(0.0, 0.9, 0.5, 0.1, 2.0),
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225)),
        official);
    assertEquals(new MaskRecipe(0.5, 0.1, 0.5, 4, 0.3), MaskRecipe.official());
  }

  @Test
  void survivesJson() throws Exception {
    String json = Json.mapper().writeValueAsString(official);
    assertEquals(official, Json.mapper().readValue(json, AugmentationRecipe.class));
  }

  @Test
  void namesKeyValueAndRange() {
    assertRefused("crop size is 4; give a value from 8 to 4096", () -> new CropRecipe(4, 0.1, 1));
    assertRefused(
        "crop scale runs from 0.5 to 0.2; give the smaller value as the minimum",
        () -> new CropRecipe(32, 0.5, 0.2));
    assertRefused("maximum crop scale is 1.5", () -> new CropRecipe(32, 0.5, 1.5));
    assertRefused("minimum crop scale is 0.0", () -> new CropRecipe(32, 0, 1));
    assertRefused(
        "jitter probability is NaN; give a value from 0.0 to 1.0",
        () -> new JitterRecipe(Double.NaN, 0, 0, 0, 0));
    assertRefused("hue jitter is 0.6", () -> new JitterRecipe(1, 0, 0, 0, 0.6));
    assertRefused(
        "blur probability of a local crop is -0.1", () -> new BlurRecipe(0, 0, -0.1, 0.1, 2));
    assertRefused("blur sigma runs from 2.0 to 1.0", () -> new BlurRecipe(0, 0, 0, 2, 1));
    assertRefused(
        "mean has 2 values [0.5, 0.5]; give one for each of the three channels",
        () -> withMeanAndDeviation(List.of(0.5, 0.5), List.of(1.0, 1.0, 1.0)));
    assertRefused(
        "standard deviation is 0.0",
        () -> withMeanAndDeviation(List.of(0.5, 0.5, 0.5), List.of(1.0, 0.0, 1.0)));
    assertRefused("mask ratio runs from 0.6 to 0.5", () -> new MaskRecipe(0.5, 0.6, 0.5, 4, 0.3));
    assertRefused(
        "batch size is 0; give a value from 1 to 1048576", () -> new LoaderPlan(1, 0, 1, 0, 1, 1));
    assertRefused(
        "patches of 7 px do not tile global crops of 32 px",
        () -> BlockMasking.of(MaskRecipe.official(), 32, 7));
  }

  private AugmentationRecipe withMeanAndDeviation(List<Double> mean, List<Double> deviation) {
    return new AugmentationRecipe(
        official.channels(),
        official.global(),
        official.local(),
        official.localCrops(),
        official.flipProbability(),
        official.jitter(),
        official.greyProbability(),
        official.solarizeProbability(),
        official.blur(),
        mean,
        deviation);
  }

  private static void assertRefused(String message, Executable construction) {
    UsageException refusal = assertThrows(UsageException.class, construction);
    assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
  }
}
