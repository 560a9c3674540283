package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import protomass.vision.encoder.Encoder;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.recipe.ObjectiveRecipe;
import protomass.vision.recipe.ObjectiveRecipe.Centering;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/**
 * DINOv2's objective (Oquab et al. 2024): DINO on class tokens, iBOT on masked patches, KoLeo on
 * the student's class tokens, and the gradient of their sum. One call of TorchScript a step.
 */
public final class Objective implements AutoCloseable {
  private static final String[] SCRIPTS = {
    Encoder.SCRIPT,
    "head.torchscript",
    "losses.torchscript",
    "step.torchscript",
    "optimizer.torchscript",
    TorchScript.ADAMW
  };
  private static final int LOSSES = 10;

  private final EncoderShape shape;
  private final ObjectiveRecipe recipe;
  private final TorchScript script;

  public Objective(EncoderShape shape, ObjectiveRecipe recipe) {
    this.shape = shape;
    this.recipe = recipe;
    this.script = TorchScript.compile(Objective.class, SCRIPTS);
  }

  /**
   * One batch on the device.
   *
   * @param globalCrops (2 samples, channels, side, side): all first crops, then all second ones
   * @param localCrops (crops * samples, channels, side, side), crop by crop
   * @param masks (2 samples, patches) boolean
   * @param maskedIndices of masked patches in the flattened masks
   * @param maskWeights one over the masked patches of its image, for each masked patch
   */
  public record Batch(
      NDArray globalCrops,
      NDArray localCrops,
      NDArray masks,
      NDArray maskedIndices,
      NDArray maskWeights) {
    NDList list() {
      return new NDList(globalCrops, localCrops, masks, maskedIndices, maskWeights);
    }
  }

  /**
   * Samples that go through each branch of the student, by stochastic depth.
   *
   * @param global two index tensors a block, or none
   * @param local likewise, for local crops
   */
  public record KeptSamples(NDList global, NDList local) {
    /** All samples go through all branches. */
    public static KeptSamples all() {
      return new KeptSamples(new NDList(), new NDList());
    }
  }

  /**
   * What a batch gives.
   *
   * @param koleo weighted, over both halves
   * @param targetEntropy mean entropy of the teacher's class targets [nat]
   * @param divergence Kullback-Leibler divergence of the student's class distribution from the
   *     targets [nat]
   * @param classTokens the student's, of the global crops (2 samples, width)
   * @param centers for the next step: of classes, of patches
   * @param gradients in the order of {@link Network#tensors}
   */
  public record Result(
      float dinoLocal,
      float dinoGlobal,
      float koleo,
      float ibot,
      float total,
      float targetEntropy,
      float divergence,
      NDArray classTokens,
      NDList centers,
      NDList gradients) {}

  /**
   * Losses and gradients of one batch.
   *
   * @param results owner of the tensors returned
   * @param centers of classes and of patches, (1, prototypes) each; unused by Sinkhorn-Knopp
   */
  public Result evaluate(
      NDManager results,
      Network student,
      Network teacher,
      Batch batch,
      KeptSamples kept,
      NDList centers,
      double teacherTemperature) {
    boolean shared = teacher.patchHead().tensors().isEmpty();
    NDList out =
        script.callRecorded(
            results,
            "step",
            student.backbone().tensors(),
            student.head().tensors(),
            student.patchHead().tensors(),
            teacher.backbone().tensors(),
            teacher.head().tensors(),
            shared ? new NDList() : teacher.patchHead().tensors(),
            batch.list(),
            shape.forScript(),
            kept.global(),
            kept.local(),
            centers,
            recipe.centering() == Centering.SINKHORN_KNOPP,
            new double[] {
              recipe.studentTemperature(),
              teacherTemperature,
              recipe.centerMomentum(),
              recipe.dinoWeight(),
              recipe.koleoWeight(),
              recipe.ibotWeight()
            });
    return new Result(
        Torch.scalar(out.get(0)),
        Torch.scalar(out.get(1)),
        Torch.scalar(out.get(2)),
        Torch.scalar(out.get(3)),
        Torch.scalar(out.get(4)),
        Torch.scalar(out.get(5)),
        Torch.scalar(out.get(6)),
        out.get(7),
        new NDList(out.get(8), out.get(9)),
        new NDList(out.subList(LOSSES, out.size())));
  }

  /** How many directions the class tokens use: exp of the entropy of their singular values. */
  public float effectiveRank(NDManager results, NDArray classTokens) {
    return Torch.scalar(script.call(results, "effective_rank", classTokens).getFirst());
  }

  TorchScript script() {
    return script;
  }

  @Override
  public void close() {
    script.close();
  }
}
