package protomass.vision.augmentation;

import java.util.random.RandomGenerator;

/**
 * The part of a picture that a crop shows [px of the picture].
 *
 * @param top first row
 * @param left first column
 * @param height number of rows
 * @param width number of columns
 */
public record CropBox(int top, int left, int height, int width) {
  private static final int ATTEMPTS = 10;
  private static final double MINIMUM_ASPECT = 3.0 / 4.0;
  private static final double MAXIMUM_ASPECT = 4.0 / 3.0;
  private static final double LOG_MINIMUM_ASPECT = StrictMath.log(MINIMUM_ASPECT);
  private static final double LOG_MAXIMUM_ASPECT = StrictMath.log(MAXIMUM_ASPECT);

  public CropBox {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "no crop of %d×%d pixels at row %d, column %d".formatted(width, height, top, left));
    }
  }

  /**
   * A box as torchvision's RandomResizedCrop draws it: the area uniform in the recipe's range, the
   * aspect log-uniform in 3/4 to 4/3, the place uniform. After ten boxes that do not fit, the
   * largest centred box of a permitted aspect.
   */
  static CropBox random(RandomGenerator random, CropRecipe recipe, int width, int height) {
    double area = (double) width * height;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double target = area * random.nextDouble(recipe.minimumScale(), recipe.maximumScale());
      double aspect = StrictMath.exp(random.nextDouble(LOG_MINIMUM_ASPECT, LOG_MAXIMUM_ASPECT));
      int boxWidth = (int) Math.rint(Math.sqrt(target * aspect));
      int boxHeight = (int) Math.rint(Math.sqrt(target / aspect));
      if (boxWidth > 0 && boxWidth <= width && boxHeight > 0 && boxHeight <= height) {
        int top = random.nextInt(height - boxHeight + 1);
        int left = random.nextInt(width - boxWidth + 1);
        return new CropBox(top, left, boxHeight, boxWidth);
      }
    }
    return centred(width, height);
  }

  private static CropBox centred(int width, int height) {
    double aspect = (double) width / height;
    int boxWidth = width;
    int boxHeight = height;
    if (aspect < MINIMUM_ASPECT) {
      boxHeight = (int) Math.rint(width / MINIMUM_ASPECT);
    } else if (aspect > MAXIMUM_ASPECT) {
      boxWidth = (int) Math.rint(height * MAXIMUM_ASPECT);
    }
    return new CropBox((height - boxHeight) / 2, (width - boxWidth) / 2, boxHeight, boxWidth);
  }
}
