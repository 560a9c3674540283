package protomass.vision.augmentation;

/** The part that a crop plays in the objective. */
public enum CropRole {
  FIRST_GLOBAL,
  SECOND_GLOBAL,
  LOCAL;

  /** The role of crop 0, 1, 2 ... of a sample: two global crops, then local ones. */
  static CropRole ofCrop(int crop) {
    return switch (crop) {
      case 0 -> FIRST_GLOBAL;
      case 1 -> SECOND_GLOBAL;
      default -> LOCAL;
    };
  }
}
