package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.BiFunction;

/**
 * The teacher's logits of some tokens, computed from the unit vectors before the prototypes, which
 * are hundreds of times smaller. They are kept only where there is one micro-batch at a time on a
 * device.
 */
final class TeacherLogits {
  private final NDManager manager;
  private final NDArray vectors;
  private final boolean kept;
  private final BiFunction<NDManager, NDArray, NDArray> toLogits;
  private NDArray logits;

  /**
   * @param manager owner of the logits if they are kept
   * @param vectors (samples, bottleneck)
   * @param toLogits computes them (samples, prototypes), owned by a manager, from the vectors
   */
  TeacherLogits(
      NDManager manager,
      NDArray vectors,
      boolean kept,
      BiFunction<NDManager, NDArray, NDArray> toLogits) {
    this.manager = manager;
    this.vectors = vectors;
    this.kept = kept;
    this.toLogits = toLogits;
  }

  long samples() {
    return vectors.getShape().get(0);
  }

  /**
   * The logits.
   *
   * @param brief their owner if they are not kept
   */
  NDArray get(NDManager brief) {
    if (!kept) {
      return toLogits.apply(brief, vectors);
    }
    if (logits == null) {
      logits = toLogits.apply(manager, vectors);
    }
    return logits;
  }
}
