package protomass.vision.augmentation;

import protomass.core.error.Bounds;

/**
 * How strongly values are changed. A strength s draws a factor uniformly from max(0, 1 - s) to 1 +
 * s; the hue's draws a shift from -s to s, in turns of the colour wheel.
 *
 * @param probability share of crops that are jittered
 * @param brightness strength for brightness, or for a physical channel's mean
 * @param contrast strength for contrast, or for a physical channel's deviations from its mean
 * @param saturation strength for saturation; not used for physical channels
 * @param hue strength for hue, at most 0.5; not used for physical channels
 */
public record JitterRecipe(
    double probability, double brightness, double contrast, double saturation, double hue) {
  private static final double MAXIMUM_STRENGTH = 10;

  public JitterRecipe {
    Bounds.share("jitter probability", probability);
    Bounds.within("brightness jitter", brightness, 0, MAXIMUM_STRENGTH);
    Bounds.within("contrast jitter", contrast, 0, MAXIMUM_STRENGTH);
    Bounds.within("saturation jitter", saturation, 0, MAXIMUM_STRENGTH);
    Bounds.within("hue jitter", hue, 0, 0.5);
  }
}
