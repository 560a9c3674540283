package protomass.vision.encoder;

/**
 * Which tokens become an embedding.
 *
 * @param layers how many of the last blocks are used, each through the final norm
 * @param pooling which tokens of a block
 */
public record FeatureChoice(int layers, Pooling pooling) {
  /** Which tokens of a block are used. */
  public enum Pooling {
    CLASS,
    PATCH_MEAN,
    BOTH;

    boolean takesClassToken() {
      return this != PATCH_MEAN;
    }

    boolean takesPatchMean() {
      return this != CLASS;
    }
  }

  /** Length of an embedding by an encoder of the given shape. */
  public int width(EncoderShape shape) {
    return shape.width() * layers * (pooling == Pooling.BOTH ? 2 : 1);
  }

  /** Whether the embedding is the class token of the last block, as in the study. */
  public boolean isClassTokenAlone() {
    return layers == 1 && pooling == Pooling.CLASS;
  }
}
