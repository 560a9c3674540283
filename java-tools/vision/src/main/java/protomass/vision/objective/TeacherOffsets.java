package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import protomass.vision.recipe.ObjectiveRecipe;
import protomass.vision.torch.TorchScript;

/**
 * Keeps the teacher from collapsing: finds how far each prototype's logit is moved before the
 * softmax, from all micro-batches of a batch on all devices together. Centering moves by a running
 * mean of the logits; Sinkhorn-Knopp by what makes this batch use all prototypes equally.
 */
final class TeacherOffsets {
  private static final int SINKHORN_ROUNDS = 3;

  private final TorchScript script;
  private final ObjectiveRecipe recipe;
  private final Replicas replicas;
  private final NDManager results;
  private final List<TeacherOutput> outputs;
  private final double temperature;

  TeacherOffsets(
      TorchScript script,
      ObjectiveRecipe recipe,
      Replicas replicas,
      NDManager results,
      List<TeacherOutput> outputs,
      double temperature) {
    this.script = script;
    this.recipe = recipe;
    this.replicas = replicas;
    this.results = results;
    this.outputs = outputs;
    this.temperature = temperature;
  }

  /**
   * Offsets and the centers of the next step.
   *
   * @param classOffset (1, prototypes), in units of logits
   */
  record Found(NDArray classOffset, NDArray patchOffset, NDList centers) {}

  /**
   * @param centers of classes and of patches, (1, prototypes) each
   */
  Found find(NDList centers) {
    NDArray classCenter = centers.get(0);
    NDArray patchCenter = centers.get(1);
    return switch (recipe.centering()) {
      case SINKHORN_KNOPP ->
          new Found(
              sinkhornOffset(TeacherOutput::classTokens, classCenter),
              sinkhornOffset(TeacherOutput::patchTokens, patchCenter),
              centers);
      case CENTERING ->
          new Found(
              negated(classCenter),
              negated(patchCenter),
              new NDList(
                  movedCenter(TeacherOutput::classTokens, classCenter),
                  movedCenter(TeacherOutput::patchTokens, patchCenter)));
    };
  }

  private NDArray sinkhornOffset(
      Function<TeacherOutput, TeacherLogits> tokens, NDArray whereNothingIsMasked) {
    if (samples(tokens) == 0) {
      return whereNothingIsMasked;
    }
    NDArray offset = results.create(new Shape(0));
    for (int round = 0; round < SINKHORN_ROUNDS; round++) {
      NDArray before = offset;
      NDList uses =
          ofMicroBatches(
              tokens,
              (output, logits) ->
                  script.call(output.manager(), "prototype_use", logits, before, temperature));
      offset = script.call(results, "sinkhorn_offset", uses, before, temperature).getFirst();
    }
    return offset;
  }

  private NDArray movedCenter(Function<TeacherOutput, TeacherLogits> tokens, NDArray center) {
    long samples = samples(tokens);
    if (samples == 0) {
      return center;
    }
    NDList sums =
        ofMicroBatches(
            tokens, (output, logits) -> script.call(output.manager(), "logit_sum", logits));
    return script
        .call(results, "moved_center", center, sums, samples, recipe.centerMomentum())
        .getFirst();
  }

  private interface OfLogits {
    NDList apply(TeacherOutput output, NDArray logits);
  }

  private NDList ofMicroBatches(Function<TeacherOutput, TeacherLogits> tokens, OfLogits work) {
    return new NDList(
        replicas
            .map(
                outputs.size(),
                (replica, microBatch) -> {
                  TeacherOutput output = outputs.get(microBatch);
                  try (NDManager brief = output.manager().newSubManager()) {
                    return work.apply(output, tokens.apply(output).get(brief)).getFirst();
                  }
                })
            .toArray(NDArray[]::new));
  }

  private long samples(Function<TeacherOutput, TeacherLogits> tokens) {
    return outputs.stream().mapToLong(output -> tokens.apply(output).samples()).sum();
  }

  private NDArray negated(NDArray center) {
    return script.call(results, "negated", center).getFirst();
  }
}
