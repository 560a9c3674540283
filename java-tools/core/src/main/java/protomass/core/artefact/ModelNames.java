package protomass.core.artefact;

/** The names by which scores and features state their model; a user may give others. */
public final class ModelNames {
  private static final String RESNET = "resnet18-";
  private static final String WHITENED = "-whitened";

  public static final String RESNET_UNTRAINED = RESNET + "untrained";
  public static final String RESNET_TRAINED = RESNET + "trained";
  public static final String VIT_RANDOM = "vit-random";
  public static final String VIT_RANDOM_WHITENED = VIT_RANDOM + WHITENED;
  public static final String VIT_PRETRAINED = "vit-pretrained";
  public static final String VIT_PRETRAINED_WHITENED = VIT_PRETRAINED + WHITENED;

  /** The control that takes a map's normalised pixels as its features. */
  public static final String PIXELS = "pixels";

  public static final String PIXELS_WHITENED = PIXELS + WHITENED;

  /** The control that takes one number per map. */
  public static final String MEAN_COLUMN_DENSITY = "mean-column-density";

  private ModelNames() {}

  /** The name of a model's features once they are whitened. */
  public static String whitened(String model) {
    return model + WHITENED;
  }
}
