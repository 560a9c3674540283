package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import protomass.vision.network.Network;
import protomass.vision.objective.ParameterGroups.Multipliers;
import protomass.vision.recipe.OptimizerRecipe;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/** Clips gradients by sub-module, takes a step of AdamW by group, and moves the teacher. */
public final class Optimizer {
  private final TorchScript script;
  private final OptimizerRecipe recipe;
  private final Map<Multipliers, List<Integer>> groups;

  /**
   * @param objective whose compiled script holds the optimizer's methods
   * @param names of all parameters, as {@link Network#names}
   * @param depth blocks of the encoder
   */
  public Optimizer(Objective objective, OptimizerRecipe recipe, List<String> names, int depth) {
    this.script = objective.script();
    this.recipe = recipe;
    this.groups = ParameterGroups.group(names, depth, recipe);
  }

  /**
   * Norms of the gradients before clipping.
   *
   * @param patchHead 0 where the heads are shared
   */
  public record GradientNorms(float backbone, float head, float patchHead) {}

  /**
   * One step, in place.
   *
   * @param iteration 0-based; AdamW's own count is one more
   */
  public GradientNorms update(
      NDManager scratch,
      Network student,
      Network firstMoment,
      Network secondMoment,
      NDList gradients,
      Schedules.Values values,
      long iteration) {
    int backbone = student.backbone().tensors().size();
    int head = backbone + student.head().tensors().size();
    float backboneNorm = clip(scratch, new NDList(gradients.subList(0, backbone)));
    float headNorm = clip(scratch, new NDList(gradients.subList(backbone, head)));
    float patchHeadNorm =
        gradients.size() > head
            ? clip(scratch, new NDList(gradients.subList(head, gradients.size())))
            : 0;
    NDList parameters = student.tensors();
    NDList first = firstMoment.tensors();
    NDList second = secondMoment.tensors();
    groups.forEach(
        (multipliers, members) -> {
          double rate = multipliers.lastLayer() ? values.lastLayerRate() : values.learningRate();
          script.call(
              scratch,
              "adamw",
              pick(parameters, members),
              pick(gradients, members),
              pick(first, members),
              pick(second, members),
              iteration + 1,
              rate * multipliers.rate(),
              values.weightDecay() * multipliers.decay(),
              recipe.beta1(),
              recipe.beta2(),
              recipe.epsilon());
        });
    return new GradientNorms(backboneNorm, headNorm, patchHeadNorm);
  }

  /** Moves the teacher towards the student, in place. */
  public void updateTeacher(NDManager scratch, Network teacher, Network student, double momentum) {
    script.call(scratch, "update_teacher", teacher.tensors(), student.tensors(), momentum);
  }

  private float clip(NDManager scratch, NDList gradients) {
    return Torch.scalar(script.call(scratch, "clip", gradients, recipe.clipNorm()).getFirst());
  }

  private static NDList pick(NDList tensors, List<Integer> positions) {
    return new NDList(positions.stream().map(tensors::get).toArray(NDArray[]::new));
  }
}
