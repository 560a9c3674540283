package protomass.vision.recipe;

import protomass.core.error.Bounds;

/**
 * AdamW and its schedules.
 *
 * @param baseRate learning rate at a batch of 1024 (0.004; the study states 0.04)
 * @param finalRate rate at the end (1e-6)
 * @param rateScaling how the rate follows the batch size
 * @param beta1 decay of the first moment (0.9)
 * @param beta2 decay of the second moment (0.999)
 * @param epsilon 1e-8
 * @param weightDecay at the start (0.04)
 * @param finalWeightDecay at the end (0.4)
 * @param clipNorm greatest gradient norm of a sub-module (3); 0 for no bound
 * @param layerDecay factor of the rate from one block to the one before it (0.9)
 * @param patchEmbeddingRate further factor for the patch projection (0.2)
 * @param frozenLastLayerEpochs epochs without change of the prototypes (1)
 */
public record OptimizerRecipe(
    double baseRate,
    double finalRate,
    RateScaling rateScaling,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double finalWeightDecay,
    double clipNorm,
    double layerDecay,
    double patchEmbeddingRate,
    int frozenLastLayerEpochs) {
  /** How the learning rate follows the batch size. */
  public enum RateScaling {
    /** baseRate times the square root of batch / 1024, as DINOv2 has it. */
    SQUARE_ROOT,
    /** baseRate whatever the batch. */
    NONE
  }

  public OptimizerRecipe {
    Bounds.positive("optimizer.base-rate", baseRate);
    Bounds.notNegative("optimizer.final-rate", finalRate);
    Bounds.share("optimizer.beta1", beta1);
    Bounds.share("optimizer.beta2", beta2);
    Bounds.positive("optimizer.epsilon", epsilon);
    Bounds.notNegative("optimizer.weight-decay", weightDecay);
    Bounds.notNegative("optimizer.final-weight-decay", finalWeightDecay);
    Bounds.notNegative("optimizer.clip-norm", clipNorm);
    Bounds.positive("optimizer.layer-decay", layerDecay);
    Bounds.notNegative("optimizer.patch-embedding-rate", patchEmbeddingRate);
    Bounds.atLeast("optimizer.frozen-last-layer-epochs", frozenLastLayerEpochs, 0);
  }

  /** The greatest learning rate for a batch size. */
  public double peakRate(int batchSize) {
    return switch (rateScaling) {
      case SQUARE_ROOT -> baseRate * Math.sqrt(batchSize / 1024.0);
      case NONE -> baseRate;
    };
  }
}
