package protomass.vision.augmentation;

import protomass.core.error.Bounds;

/**
 * How iBOT hides patches of the global crops from the student.
 *
 * @param probability share of the global crops of a batch that are masked
 * @param minimumRatio smallest share of a masked crop's patches to hide
 * @param maximumRatio largest share of a masked crop's patches to hide
 * @param minimumBlockPatches smallest area to draw for a block [patches]
 * @param minimumAspect smallest height by width of a block; the largest is its inverse
 */
public record MaskRecipe(
    double probability,
    double minimumRatio,
    double maximumRatio,
    int minimumBlockPatches,
    double minimumAspect) {
  public MaskRecipe {
    Bounds.share("mask probability", probability);
    Bounds.within("minimum mask ratio", minimumRatio, 0, 1);
    Bounds.within("maximum mask ratio", maximumRatio, 0, 1);
    Bounds.ordered("mask ratio", minimumRatio, maximumRatio);
    Bounds.within("smallest mask block", minimumBlockPatches, 1, 10_000);
    Bounds.within("smallest aspect of a mask block", minimumAspect, 0.01, 1);
  }

  /** The values of the official DINOv2 configuration. */
  public static MaskRecipe official() {
    return new MaskRecipe(0.5, 0.1, 0.5, 4, 0.3);
  }
}
