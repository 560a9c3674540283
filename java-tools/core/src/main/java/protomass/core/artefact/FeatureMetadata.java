package protomass.core.artefact;

/** Keys of the metadata of safetensors files that hold features of a catalogue's maps. */
public final class FeatureMetadata {
  /** What kind of file it is. */
  static final String FORMAT = "format";

  /** The model's name, one of {@link ModelNames} or a user's; files of embeddings have none. */
  public static final String MODEL = "model";

  /** SHA-256 of the catalogue whose rows the features follow. */
  public static final String CATALOGUE_SHA256 = "catalogue_sha256";

  static final String SPLIT_BY = "split_by";

  private FeatureMetadata() {}
}
