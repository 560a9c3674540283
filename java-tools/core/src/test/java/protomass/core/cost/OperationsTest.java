package protomass.core.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.json.Json;

/** Operations by formula against published counts and counts on paper. */
class OperationsTest {
  /** The published networks end in a layer of 1,000 classes, which ours lack. */
  private static final int CLASSES = 1000;

  /**
   * Torchvision's counts ("GFLOPS" in the pages of its models and {@code _ops} in their metadata),
   * which are 10^9 multiply-adds of matrix products with three decimals.
   */
  @ParameterizedTest
  @CsvSource({
    "ViT-B/16, 16, 768, 12, 224, 17.564",
    "ViT-B/32, 32, 768, 12, 224, 4.409",
    "ViT-L/16, 16, 1024, 24, 224, 61.555",
    "ViT-L/32, 32, 1024, 24, 224, 15.378",
    "ViT-L/16, 16, 1024, 24, 512, 361.986",
    "ViT-H/14, 14, 1280, 32, 224, 167.295",
    "ViT-H/14, 14, 1280, 32, 518, 1016.717",
  })
  void encodersMatchTorchvisionsCounts(
      String name, int patch, int width, int depth, int side, double published) {
    double forward = new EncoderOperations(patch, 3, width, depth, 4, 0).forward(side);
    double multiplyAdds = forward / 2 + (double) CLASSES * width;
    assertEquals(published, multiplyAdds / 1e9, 0.0005, name);
  }

  /** A picture of 2 x 2 patches of one pixel and one channel, width 2, a block, a register. */
  private static final EncoderOperations TINY = new EncoderOperations(1, 1, 2, 1, 3, 1);

  @Test
  void aTinyEncoderMatchesTheCountOnPaper() {
    // Patches: 4 of 1 value to 2, 8 multiply-adds.
    assertEquals(2 * 8, TINY.embedding(2));
    // 6 tokens of width 2. Queries, keys, values: 6 x 2 x 6 = 72; scores: 6 x 6 x 2 = 72; weights
    // by values: 72; projection: 6 x 2 x 2 = 24; up: 6 x 2 x 6 = 72; down: 6 x 6 x 2 = 72.
    assertEquals(2 * (72 + 72 + 72 + 24 + 72 + 72), TINY.blocks(2));
  }

  @Test
  void aTinyTrainingMatchesTheCountOnPaper() {
    HeadOperations head = new HeadOperations(2, 5, 3, 7);
    // 2 x 5 + 5 x 5 + 5 x 3 + 3 x 7 = 71 multiply-adds a token.
    assertEquals(2 * 71, head.forward());
    // Side 2 and 1; of the 8 patches of both global crops a quarter is masked, that is 2.
    PretrainingOperations plain =
        new PretrainingOperations(TINY, head, 2, 1, 3, 0.25, 4, 0, true, false);
    // A local crop has 1 patch: embedding 2; tokens 3: 36 + 18 + 18 + 12 + 36 + 36 = 156.
    int embedding = 2 * 8 + 3 * 2;
    int blocks = 2 * 384 + 3 * 156;
    int teacher = 2 * (8 + 384) + (2 + 2) * 71;
    int tokens = 2 + 3 + 2;
    assertEquals(2 * (teacher + 3 * blocks + 2 * embedding + 3 * tokens * 71), plain.perImage());

    PretrainingOperations again =
        new PretrainingOperations(TINY, head, 2, 1, 3, 0.25, 4, 0, true, true);
    assertEquals(2 * (blocks + embedding), again.perImage() - plain.perImage());

    // Of 8 global crops 0.7 x 8 = 5.6, so 5 are kept; of 12 local ones 8.
    PretrainingOperations dropped =
        new PretrainingOperations(TINY, head, 2, 1, 3, 0.25, 4, 0.3, true, false);
    double fewer = 2 * 384 * (3 / 8.0) + 3 * 156 * (4 / 12.0);
    assertEquals(2 * 3 * fewer, plain.perImage() - dropped.perImage(), 1e-9);

    // Up to a tenth nobody is spared; without iBOT the student's head does not see patches.
    assertEquals(
        plain.perImage(),
        new PretrainingOperations(TINY, head, 2, 1, 3, 0.25, 4, 0.1, true, false).perImage());
    assertEquals(
        2 * 3 * 2 * 71,
        plain.perImage()
            - new PretrainingOperations(TINY, head, 2, 1, 3, 0.25, 4, 0, false, false).perImage());
  }

  @Test
  void aRecipeThatStatesNoNetworkHasNoOperations() throws JsonProcessingException {
    JsonNode recipe = Json.tree("{\"name\": \"demo\", \"head\": {\"prototypes\": 1024}}");
    assertTrue(PretrainingOperations.of(recipe).isEmpty());
  }
}
