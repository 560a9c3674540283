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
  // Sixteen times the official sizes and more.
  private static final long MOST_PROTOTYPES = 1 << 20;
  private static final long MOST_WIDTH = 1 << 15;

  public HeadRecipe {
    Bounds.within("head.prototypes", prototypes, 2, MOST_PROTOTYPES);
    Bounds.within("head.hidden", hidden, 1, MOST_WIDTH);
    Bounds.within("head.bottleneck", bottleneck, 1, MOST_WIDTH);
  }
}
