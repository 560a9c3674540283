package protomass.core.cost;

/**
 * Floating-point operations of a vision transformer's matrix products, a multiplication and the
 * addition after it counted as two. Norms, softmax, GELU, biases, LayerScale and the interpolation
 * of positions are left out: under one per cent at ViT-L/16.
 *
 * @param patchSize side of a patch [pixel]
 * @param channels of the picture
 * @param width length of a token
 * @param depth blocks
 * @param mlpRatio hidden width of the feed-forward part over the width
 * @param registers tokens besides those of the class and of the patches
 */
public record EncoderOperations(
    int patchSize, int channels, int width, int depth, int mlpRatio, int registers) {
  /** The study's ViT-L/16. */
  public static final EncoderOperations LARGE_16 = new EncoderOperations(16, 3, 1024, 24, 4, 0);

  /** A multiplication and an addition. */
  static final double MULTIPLY_ADD = 2;

  /** Queries, keys, values and what becomes of them: so many matrices of width by width. */
  private static final double ATTENTION_MATRICES = 4;

  /** Queries by keys, and weights by values. */
  private static final double PRODUCTS_OF_TOKENS = 2;

  /** One square picture from its pixels to its tokens, for a side in pixels. */
  public double forward(int side) {
    return forward(side, side);
  }

  /** One picture from its pixels to its tokens, for its sides in pixels. */
  public double forward(int height, int width) {
    double patches = (double) Math.floorDiv(height, patchSize) * Math.floorDiv(width, patchSize);
    return embedding(patches) + blocks(patches);
  }

  /** From pixels to what goes into the first block. */
  double embedding(int side) {
    return embedding(patches(side));
  }

  private double embedding(double patches) {
    double patch = (double) channels * patchSize * patchSize;
    return MULTIPLY_ADD * patches * patch * width;
  }

  /** All blocks. */
  double blocks(int side) {
    return blocks(patches(side));
  }

  private double blocks(double patches) {
    double tokens = 1 + registers + patches;
    double byWeights = (ATTENTION_MATRICES + 2.0 * mlpRatio) * tokens * width * width;
    double byTokens = PRODUCTS_OF_TOKENS * tokens * tokens * width;
    return depth * MULTIPLY_ADD * (byWeights + byTokens);
  }

  /** Patches of a square picture. */
  double patches(int side) {
    double across = Math.floorDiv(side, patchSize);
    return across * across;
  }
}
