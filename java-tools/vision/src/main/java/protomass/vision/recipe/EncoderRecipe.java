package protomass.vision.recipe;

import protomass.core.error.Bounds;
import protomass.core.error.UsageException;
import protomass.vision.encoder.EncoderShape;

/**
 * The encoder of a recipe.
 *
 * @param imageSize side of a global crop [pixel]
 * @param patchSize side of a patch [pixel]
 * @param channels image channels
 * @param width length of a token
 * @param depth blocks
 * @param heads attention heads
 * @param mlpRatio hidden width of the feed-forward part over the width
 * @param registers register tokens
 * @param layerScale initial LayerScale; the official recipe has 1e-5, few steps want 1
 * @param dropPath share of the batch that skips a branch of the student; 0 for none
 */
public record EncoderRecipe(
    int imageSize,
    int patchSize,
    int channels,
    int width,
    int depth,
    int heads,
    int mlpRatio,
    int registers,
    double layerScale,
    double dropPath) {
  public EncoderRecipe {
    // Checks its own bounds.
    EncoderShape _ =
        new EncoderShape(imageSize, patchSize, channels, width, depth, heads, mlpRatio, registers);
    Bounds.positive("encoder.layer-scale", layerScale);
    Bounds.share("encoder.drop-path", dropPath);
    if (dropPath == 1) {
      throw new UsageException("encoder.drop-path is 1", "leave some samples in the branch");
    }
  }

  public EncoderShape shape() {
    return new EncoderShape(
        imageSize, patchSize, channels, width, depth, heads, mlpRatio, registers);
  }
}
