package protomass.core.artefact;

import java.util.SequencedMap;
import protomass.core.provenance.Provenance;

/**
 * What the metadata of a safetensors file of embeddings state.
 *
 * @param catalogueSha256 SHA-256 of the catalogue whose rows the embeddings follow, or null when
 *     they are of plain arrays
 */
public record EmbeddingHeader(String catalogueSha256, Provenance provenance) {
  /** What a file name of embeddings ends with. */
  public static final String SUFFIX = ".embeddings.safetensors";

  /** The tensor of class tokens (maps, width). */
  public static final String CLASS_TOKEN = "class_token";

  /** The tensor of embeddings that were pooled otherwise (maps, width). */
  public static final String EMBEDDING = "embedding";

  /** The tensor of patch tokens (maps, patches, width). */
  public static final String PATCH_TOKENS = "patch_tokens";

  private static final String FORMAT = "protomass.embeddings";

  /** The header of embeddings of plain arrays. */
  public static EmbeddingHeader ofNoCatalogue(Provenance provenance) {
    return new EmbeddingHeader(null, provenance);
  }

  /** The metadata. */
  public SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = provenance.asText();
    metadata.put(FeatureMetadata.FORMAT, FORMAT);
    if (catalogueSha256 != null) {
      metadata.put(FeatureMetadata.CATALOGUE_SHA256, catalogueSha256);
    }
    return metadata;
  }
}
