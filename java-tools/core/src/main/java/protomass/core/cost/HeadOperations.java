package protomass.core.cost;

/**
 * Floating-point operations of the projection head's matrix products, as {@link EncoderOperations}
 * counts them.
 *
 * @param input width of a token
 * @param hidden width of the two hidden layers
 * @param bottleneck width before the prototypes
 * @param prototypes scores per token
 */
public record HeadOperations(int input, int hidden, int bottleneck, int prototypes) {
  /** One token. */
  public double forward() {
    double weights =
        (double) input * hidden
            + (double) hidden * hidden
            + (double) hidden * bottleneck
            + (double) bottleneck * prototypes;
    return EncoderOperations.MULTIPLY_ADD * weights;
  }
}
