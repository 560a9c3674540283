package protomass.vision.recipe;

import java.util.Locale;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.augmentation.AugmentationRecipe;
import protomass.vision.augmentation.MaskRecipe;
import protomass.vision.encoder.EncoderHeader;
import protomass.vision.network.HeadShape;
import protomass.vision.network.Network;

/**
 * Everything that decides a pretraining but the images and the seed. Read by {@link RecipeFile}
 * from conf/recipes.
 *
 * @param name for people
 */
public record Recipe(
    String name,
    EncoderRecipe encoder,
    HeadRecipe head,
    ObjectiveRecipe objective,
    AugmentationRecipe augmentation,
    MaskRecipe masks,
    OptimizerRecipe optimizer,
    TeacherRecipe teacher,
    ScheduleRecipe schedule,
    ExecutionRecipe execution) {
  /** The longest array of Java, with room for its head. */
  private static final long MOST_OF_A_TENSOR = Integer.MAX_VALUE - 8;

  /** Ten times the largest vision transformers. */
  private static final long MOST_WEIGHTS = 50_000_000_000L;

  public Recipe {
    if (augmentation.global().size() != encoder.imageSize()) {
      throw new UsageException(
          "augmentation.global.size %d differs from encoder.image-size %d"
              .formatted(augmentation.global().size(), encoder.imageSize()),
          "make them equal: positions are learned for global crops");
    }
    multipleOfPatch(encoder, augmentation.local().size());
    wholeMicroBatches(schedule.batchSize(), execution.microBatches(), objective.koleoGroup());
    if (encoder.channels() != augmentation.mean().size()) {
      throw new UsageException(
          String.format(Locale.ROOT, "encoder.channels is %d", encoder.channels()),
          "pictures have three channels");
    }
    countable(shape(encoder, head));
  }

  /** So many weights that no tensor outgrows an array and all of them are still counted right. */
  private static void countable(Network.Shape shape) {
    long all = 0;
    for (TensorInfo tensor : shape.parameters()) {
      if (tensor.elements() > MOST_OF_A_TENSOR) {
        throw new UsageException(
            "%s of shape %s would have %d weights"
                .formatted(tensor.name(), tensor.shape(), tensor.elements()),
            "make the encoder or the head smaller: a tensor holds up to " + MOST_OF_A_TENSOR);
      }
      all += tensor.elements();
    }
    if (all > MOST_WEIGHTS) {
      throw new UsageException(
          "the networks would have %d weights each".formatted(all),
          "make the encoder or the head smaller: up to " + MOST_WEIGHTS);
    }
  }

  /** Images of a micro-batch. */
  public int microBatchSize() {
    return schedule.batchSize() / execution.microBatches();
  }

  /** Names, shapes and sizes of the student's and the teacher's weights. */
  public Network.Shape networkShape() {
    return shape(encoder, head);
  }

  private static Network.Shape shape(EncoderRecipe encoder, HeadRecipe head) {
    return new Network.Shape(
        encoder.shape(),
        new HeadShape(encoder.width(), head.hidden(), head.bottleneck(), head.prototypes()),
        head.separatePatchHead());
  }

  /** What an exported encoder says of itself. */
  public EncoderHeader encoderHeader() {
    return new EncoderHeader(
        encoder.shape(), augmentation.mean(), augmentation.standardDeviation());
  }

  /** SHA-256 of the resolved recipe. */
  public String hash() {
    return Checksum.sha256(Json.line(this).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void wholeMicroBatches(int batch, int microBatches, int group) {
    if (batch % microBatches != 0 || batch / microBatches < 2) {
      throw new UsageException(
          "schedule.batch-size %d cannot be cut into execution.micro-batches %d of 2 or more images"
              .formatted(batch, microBatches),
          "make one a multiple of the other");
    }
    if (group != 0 && (batch / microBatches % group != 0 || group < 2)) {
      throw new UsageException(
          "objective.koleo-group %d does not divide a micro-batch of %d"
              .formatted(group, batch / microBatches),
          "give 0 or a divisor from 2 on");
    }
  }

  private static void multipleOfPatch(EncoderRecipe encoder, int size) {
    if (size % encoder.patchSize() != 0) {
      throw new UsageException(
          "augmentation.local.size %d is not a multiple of encoder.patch-size %d"
              .formatted(size, encoder.patchSize()),
          "change one of the two");
    }
  }
}
