package protomass.vision.recipe;

import protomass.core.error.Bounds;
import protomass.vision.encoder.Precision;

/**
 * How a step is computed; not what is computed, though the last bits depend on it.
 *
 * @param microBatches equal micro-batches into which a batch is cut; micro-batches that have no
 *     device of their own are worked on one after the other and their gradients accumulated
 * @param activationCheckpointing keeps only what goes into the student's blocks and computes each
 *     block a second time for its gradient: less memory, a third more work
 * @param precision of matrix products; weights, moments, norms, the residual stream and the losses
 *     are float32 always
 */
public record ExecutionRecipe(
    int microBatches, boolean activationCheckpointing, Precision precision) {
  public ExecutionRecipe {
    Bounds.atLeast("execution.micro-batches", microBatches, 1);
  }

  /** One micro-batch in float32 with all activations kept. */
  public static ExecutionRecipe plain() {
    return new ExecutionRecipe(1, false, Precision.FLOAT32);
  }
}
