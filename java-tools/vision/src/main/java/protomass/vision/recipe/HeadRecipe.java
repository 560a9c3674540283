package protomass.vision.recipe;

import protomass.core.error.Bounds;

/**
 * The projection head.
 *
 * @param prototypes scores per token (65,536 in the official recipe)
 * @param hidden width of the two hidden layers (2048)
 * @param bottleneck width before the prototypes (256)
 * @param separatePatchHead whether iBOT has a head of its own; DINOv2 shares one by default
 */
public record HeadRecipe(int prototypes, int hidden, int bottleneck, boolean separatePatchHead) {
  public HeadRecipe {
    Bounds.atLeast("head.prototypes", prototypes, 2);
    Bounds.atLeast("head.hidden", hidden, 1);
    Bounds.atLeast("head.bottleneck", bottleneck, 1);
  }
}
