package protomass.vision.augmentation;

import protomass.core.error.Bounds;

/**
 * How one kind of crop is cut.
 *
 * @param size height and width of the crop after resizing [px]
 * @param minimumScale smallest share of the picture's area that a crop covers, above 0
 * @param maximumScale largest share of the picture's area, at most 1
 */
public record CropRecipe(int size, double minimumScale, double maximumScale) {
  /** The blur mirrors 4 pixels at each edge, so a crop must be wider than that. */
  static final int MINIMUM_SIZE = 8;

  private static final int MAXIMUM_SIZE = 4096;

  public CropRecipe {
    Bounds.within("crop size", size, MINIMUM_SIZE, MAXIMUM_SIZE);
    Bounds.within("minimum crop scale", minimumScale, Double.MIN_NORMAL, 1);
    Bounds.within("maximum crop scale", maximumScale, Double.MIN_NORMAL, 1);
    Bounds.ordered("crop scale", minimumScale, maximumScale);
  }
}
