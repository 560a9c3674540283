package protomass.core.artefact;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import protomass.core.catalogue.SplitBy;
import protomass.core.error.BadInputException;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsFile;

/**
 * What the metadata of a safetensors file of whitened features state.
 *
 * @param model the model's name, one of {@link ModelNames} or a user's
 * @param splitBy the split whose training rows the components were fitted on
 * @param catalogueSha256 SHA-256 of the catalogue whose rows the features follow
 */
public record WhiteningHeader(
    String model, SplitBy splitBy, String catalogueSha256, Provenance provenance) {
  /** What a file name of whitened features ends with. */
  public static final String SUFFIX = ".whitening.safetensors";

  /** The tensor of whitened rows (maps, components). */
  public static final String WHITENED = "whitened";

  /** The tensor of the components' variances (components). */
  public static final String EXPLAINED_VARIANCE = "explained_variance";

  /** The tensor of log10 of the masses in Msun (maps). */
  public static final String LOG_MASS = "log_mass";

  /** The tensor that is 1 for test maps and 0 for training maps (maps). */
  public static final String IS_TEST = "is_test";

  private static final String FORMAT = "protomass.whitening";
  private static final String MEND = "make it again with 'protomass whiten'";

  /** The metadata. */
  public SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FeatureMetadata.FORMAT, FORMAT);
    metadata.put(FeatureMetadata.MODEL, model);
    metadata.put(FeatureMetadata.SPLIT_BY, splitBy.word());
    metadata.put(FeatureMetadata.CATALOGUE_SHA256, catalogueSha256);
    metadata.putAll(provenance.asText());
    return metadata;
  }

  /**
   * The header of a file.
   *
   * @throws BadInputException when the metadata lack something or name no split
   */
  public static WhiteningHeader of(SafetensorsFile file) {
    try {
      return new WhiteningHeader(
          file.requireMetadata(FeatureMetadata.MODEL),
          splitBy(file.requireMetadata(FeatureMetadata.SPLIT_BY)),
          file.requireMetadata(FeatureMetadata.CATALOGUE_SHA256),
          Provenance.ofText(file.metadata()));
    } catch (IllegalArgumentException wrong) {
      throw new BadInputException(
          file.path(), "has metadata that cannot be (" + wrong.getMessage() + ")", MEND, wrong);
    }
  }

  private static SplitBy splitBy(String word) {
    return Arrays.stream(SplitBy.values())
        .filter(split -> split.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no split is by '" + word + "'"));
  }
}
