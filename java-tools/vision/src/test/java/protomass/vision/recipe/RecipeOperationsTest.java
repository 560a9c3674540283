package protomass.vision.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import protomass.core.cost.PretrainingOperations;
import protomass.core.cost.StudySizes;
import protomass.core.json.Json;
import protomass.testing.SharedFolder;
import protomass.vision.augmentation.BlockMasking;

/** What recipes say of their operations. */
class RecipeOperationsTest {
  private static Recipe recipe(String name) {
    return RecipeFile.read(
        SharedFolder.repository().resolve("conf/recipes/" + name + ".yaml"), List.of());
  }

  private static Optional<PretrainingOperations> operations(Recipe recipe)
      throws JsonProcessingException {
    return PretrainingOperations.of(Json.tree(Json.line(recipe)));
  }

  @Test
  void theStudysSizesAreThoseOfTheRecipePaper() throws JsonProcessingException {
    assertEquals(Optional.of(StudySizes.PRETRAINING), operations(recipe("paper")));
    assertEquals(
        StudySizes.embeddedMap(), recipe("paper").encoder().shape().operations().forward(64));
  }

  @Test
  void theRecipeDemoMatchesTheCountOnPaper() throws JsonProcessingException {
    // Patches of 8: 65 and 17 tokens of width 96; 4 blocks, no stochastic depth.
    double global = 2.0 * 4 * (12 * 65 * 96 * 96 + 2 * 65 * 65 * 96);
    double local = 2.0 * 4 * (12 * 17 * 96 * 96 + 2 * 17 * 17 * 96);
    double pixels = 2.0 * 192 * 96;
    double head = 2.0 * (96 * 384 + 384 * 384 + 384 * 64 + 64 * 512);
    // Of 2 x 64 patches 0.5 x 0.3 are masked.
    double masked = 128 * 0.15;
    double teacher = 2 * (global + 64 * pixels) + (2 + masked) * head;
    double blocks = 2 * global + 4 * local;
    double embedding = (2 * 64 + 4 * 16) * pixels;
    double expected = teacher + 3 * blocks + 2 * embedding + 3 * (2 + 4 + masked) * head;
    assertEquals(expected, operations(recipe("demo")).orElseThrow().perImage(), 1e-12 * expected);
  }

  /** Blocks that find no room leave a few per cent less than the formula expects. */
  @Test
  void asManyPatchesAreMaskedAsTheFormulaExpects() {
    Recipe paper = recipe("paper");
    BlockMasking masking = new BlockMasking(paper.masks(), 21, 21);
    int batches = 40;
    double masked = 0;
    for (int i = 0; i < batches; i++) {
      masked += masking.masks(1, i, 64).indices().length / (double) (batches * 64 * 21 * 21);
    }
    assertEquals(StudySizes.PRETRAINING.maskedShare(), masked, 0.05 * masked);
  }
}
