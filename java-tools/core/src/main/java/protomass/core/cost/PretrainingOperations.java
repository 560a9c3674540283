package protomass.core.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Floating-point operations that one image of a step of DINOv2's pretraining takes: those of all
 * matrix products, as {@link EncoderOperations} counts them.
 *
 * <ul>
 *   <li>the teacher: both global crops forward, and the head on their class tokens and on the
 *       masked patches;
 *   <li>the student: all crops forward, each branch on the samples that stochastic depth keeps, and
 *       the head on the class tokens and on the masked patches;
 *   <li>the student backward: twice its forward products, for the gradients of weights and of
 *       inputs; once for the embedding of patches, whose input is the picture;
 *   <li>the student's encoder forward once more with activation checkpointing.
 * </ul>
 *
 * Left out are losses, centering, KoLeo, the optimizer and the teacher's update.
 *
 * @param globalSide of the two global crops [pixel]
 * @param localSide of the local crops [pixel]
 * @param localCrops of an image
 * @param maskedShare expected share of the global crops' patches that are masked; blocks that find
 *     no room leave a few less
 * @param samples images of a micro-batch, of which stochastic depth keeps a whole number
 * @param dropPath share of them that skip a branch
 * @param studentSeesPatches whether iBOT has a weight
 * @param checkpointing activation checkpointing
 */
public record PretrainingOperations(
    EncoderOperations encoder,
    HeadOperations head,
    int globalSide,
    int localSide,
    int localCrops,
    double maskedShare,
    int samples,
    double dropPath,
    boolean studentSeesPatches,
    boolean checkpointing) {
  private static final int GLOBAL_CROPS = 2;

  /** Up to this ratio every sample goes through each branch, with a factor of its own. */
  private static final double LARGEST_DROP_BY_SAMPLE = 0.1;

  /** Of a product, the gradients of both of its factors. */
  private static final double BACKWARD = 2;

  /**
   * The operations of a resolved recipe; nothing where it does not state a whole network.
   *
   * @param recipe as recipe.json holds it
   */
  public static Optional<PretrainingOperations> of(JsonNode recipe) {
    JsonNode encoder = recipe.path("encoder");
    JsonNode head = recipe.path("head");
    JsonNode crops = recipe.path("augmentation");
    JsonNode masks = recipe.path("masks");
    int micro = recipe.path("execution").path("micro_batches").asInt();
    int batch = recipe.path("schedule").path("batch_size").asInt();
    EncoderOperations network =
        new EncoderOperations(
            encoder.path("patch_size").asInt(),
            encoder.path("channels").asInt(),
            encoder.path("width").asInt(),
            encoder.path("depth").asInt(),
            encoder.path("mlp_ratio").asInt(),
            encoder.path("registers").asInt());
    boolean isWhole =
        network.patchSize() > 0
            && network.width() > 0
            && network.depth() > 0
            && micro > 0
            && batch >= micro
            && crops.path("global").path("size").asInt() > 0;
    if (!isWhole) {
      return Optional.empty();
    }
    double ratio =
        (masks.path("minimum_ratio").asDouble() + masks.path("maximum_ratio").asDouble()) / 2;
    return Optional.of(
        new PretrainingOperations(
            network,
            new HeadOperations(
                network.width(),
                head.path("hidden").asInt(),
                head.path("bottleneck").asInt(),
                head.path("prototypes").asInt()),
            crops.path("global").path("size").asInt(),
            crops.path("local").path("size").asInt(),
            crops.path("local_crops").asInt(),
            masks.path("probability").asDouble() * ratio,
            batch / micro,
            encoder.path("drop_path").asDouble(),
            recipe.path("objective").path("ibot_weight").asDouble() > 0,
            recipe.path("execution").path("activation_checkpointing").asBoolean()));
  }

  /** One image, with both networks and the gradient. */
  public double perImage() {
    double masked = GLOBAL_CROPS * maskedShare * encoder.patches(globalSide);
    double embedding =
        GLOBAL_CROPS * encoder.embedding(globalSide) + localCrops * encoder.embedding(localSide);
    double blocks =
        GLOBAL_CROPS * keptShare(GLOBAL_CROPS) * encoder.blocks(globalSide)
            + localCrops * keptShare(localCrops) * encoder.blocks(localSide);
    double tokens = GLOBAL_CROPS + localCrops + (studentSeesPatches ? masked : 0);
    double again = checkpointing ? 1 : 0;
    double teacher =
        GLOBAL_CROPS * encoder.forward(globalSide) + (GLOBAL_CROPS + masked) * head.forward();
    return teacher
        + (1 + again + BACKWARD) * blocks
        + (1 + again + BACKWARD / 2) * embedding
        + (1 + BACKWARD) * tokens * head.forward();
  }

  /** Share of the crops of a kind that go through a branch. */
  private double keptShare(int crops) {
    if (dropPath <= LARGEST_DROP_BY_SAMPLE || crops == 0) {
      return 1;
    }
    int all = crops * samples;
    return Math.max((int) (all * (1 - dropPath)), 1) / (double) all;
  }
}
