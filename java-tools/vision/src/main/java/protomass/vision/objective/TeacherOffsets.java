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
 * Keeps the teacher from collapsing: finds how far each prototype's score is moved before the
 * softmax, from all micro-batches of a batch on all devices together. Centering moves by a running
 * mean of the scores; Sinkhorn-Knopp by what makes this batch use all prototypes equally.
 */
final class TeacherOffsets {
  private static final int SINKHORN_ROUNDS = 3;

  private final TorchScript script;
  private final ObjectiveRecipe recipe;
  private final Replicas replicas;
  private final NDManager results;
  private final List<TeacherView> views;
  private final double temperature;

  TeacherOffsets(
      TorchScript script,
      ObjectiveRecipe recipe,
      Replicas replicas,
      NDManager results,
      List<TeacherView> views,
      double temperature) {
    this.script = script;
    this.recipe = recipe;
    this.replicas = replicas;
    this.results = results;
    this.views = views;
    this.temperature = temperature;
  }

  /**
   * Offsets and the centers of the next step.
   *
   * @param classOffset (1, prototypes), in units of scores
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
              sinkhornOffset(TeacherView::classTokens, classCenter),
              sinkhornOffset(TeacherView::patchTokens, patchCenter),
              centers);
      case CENTERING ->
          new Found(
              negated(classCenter),
              negated(patchCenter),
              new NDList(
                  movedCenter(TeacherView::classTokens, classCenter),
                  movedCenter(TeacherView::patchTokens, patchCenter)));
    };
  }

  private NDArray sinkhornOffset(
      Function<TeacherView, TeacherScores> tokens, NDArray whereNothingIsMasked) {
    if (samples(tokens) == 0) {
      return whereNothingIsMasked;
    }
    NDArray offset = results.create(new Shape(0));
    for (int round = 0; round < SINKHORN_ROUNDS; round++) {
      NDArray before = offset;
      NDList uses =
          ofMicroBatches(
              tokens,
              (view, scores) ->
                  script.call(view.manager(), "prototype_use", scores, before, temperature));
      offset = script.call(results, "sinkhorn_offset", uses, before, temperature).getFirst();
    }
    return offset;
  }

  private NDArray movedCenter(Function<TeacherView, TeacherScores> tokens, NDArray center) {
    long samples = samples(tokens);
    if (samples == 0) {
      return center;
    }
    NDList sums =
        ofMicroBatches(tokens, (view, scores) -> script.call(view.manager(), "score_sum", scores));
    return script
        .call(results, "moved_center", center, sums, samples, recipe.centerMomentum())
        .getFirst();
  }

  private interface OfScores {
    NDList apply(TeacherView view, NDArray scores);
  }

  private NDList ofMicroBatches(Function<TeacherView, TeacherScores> tokens, OfScores work) {
    return new NDList(
        replicas
            .map(
                views.size(),
                (replica, microBatch) -> {
                  TeacherView view = views.get(microBatch);
                  try (NDManager brief = view.manager().newSubManager()) {
                    return work.apply(view, tokens.apply(view).get(brief)).getFirst();
                  }
                })
            .toArray(NDArray[]::new));
  }

  private long samples(Function<TeacherView, TeacherScores> tokens) {
    return views.stream().mapToLong(view -> tokens.apply(view).samples()).sum();
  }

  private NDArray negated(NDArray center) {
    return script.call(results, "negated", center).getFirst();
  }
}
