package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.BiFunction;

/**
 * The teacher's scores of some tokens, computed from the unit vectors before the prototypes, which
 * are hundreds of times smaller. They are kept only where there is one micro-batch at a time on a
 * device.
 */
final class TeacherScores {
  private final NDManager manager;
  private final NDArray vectors;
  private final boolean kept;
  private final BiFunction<NDManager, NDArray, NDArray> scoring;
  private NDArray scores;

  /**
   * @param manager owner of the scores if they are kept
   * @param vectors (samples, bottleneck)
   * @param scoring computes scores (samples, prototypes), owned by a manager, from the vectors
   */
  TeacherScores(
      NDManager manager,
      NDArray vectors,
      boolean kept,
      BiFunction<NDManager, NDArray, NDArray> scoring) {
    this.manager = manager;
    this.vectors = vectors;
    this.kept = kept;
    this.scoring = scoring;
  }

  long samples() {
    return vectors.getShape().get(0);
  }

  /**
   * The scores.
   *
   * @param brief their owner if they are not kept
   */
  NDArray get(NDManager brief) {
    if (!kept) {
      return scoring.apply(brief, vectors);
    }
    if (scores == null) {
      scores = scoring.apply(manager, vectors);
    }
    return scores;
  }
}
