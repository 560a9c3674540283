package protomass.report.score;

import java.nio.file.Path;
import java.util.List;
import protomass.core.error.BadInputException;
import protomass.core.file.Checksum;
import protomass.core.file.OutputGuard;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsFile;

/**
 * An encoder that a run was given instead of training one.
 *
 * @param name its file's name
 * @param sha256 checksum of the file
 * @param blocks number of transformer blocks
 * @param width length of a token
 * @param patchSize side of a patch [pixel]
 * @param provenance where its metadata say it comes from, or null for files of other programs
 */
public record GivenEncoder(
    String name, String sha256, int blocks, long width, long patchSize, Provenance provenance) {
  private static final String PATCHES = "patch_embed.proj.weight";

  /**
   * Reads what a file of weights says of itself.
   *
   * @throws BadInputException when it is absent, damaged or no encoder
   */
  public static GivenEncoder read(Path path) {
    OutputGuard.reading(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      List<Long> patches = file.info(PATCHES).shape();
      int blocks = 0;
      while (file.contains("blocks." + blocks + ".norm1.weight")) {
        blocks++;
      }
      if (patches.size() != 4 || blocks == 0) {
        throw new BadInputException(
            path,
            "does not look like an encoder (%d blocks, '%s' of shape %s)"
                .formatted(blocks, PATCHES, patches),
            "give the file that the embeddings were made with");
      }
      return new GivenEncoder(
          String.valueOf(path.getFileName()),
          Checksum.sha256(path),
          blocks,
          patches.getFirst(),
          patches.getLast(),
          provenance(file));
    }
  }

  private static Provenance provenance(SafetensorsFile file) {
    if (!file.metadata().containsKey("command_line")) {
      return null;
    }
    try {
      return Provenance.ofText(file.metadata());
    } catch (IllegalArgumentException wrong) {
      throw new BadInputException(
          file.path(),
          "has metadata that cannot be (" + wrong.getMessage() + ")",
          "export the encoder again",
          wrong);
    }
  }

  /** Whose it is, in a sentence. */
  public String sentence() {
    String made =
        provenance == null
            ? "It states no origin, as files of other programs do"
            : "It says that Protomass %s made it%s"
                .formatted(
                    provenance.version(),
                    provenance.seed() == null ? "" : " with the seed " + provenance.seed());
    return "The encoder was not trained in this run: it was given as %s (%s of width %d, patches of %d pixels). %s."
        .formatted(name, blocks == 1 ? "1 block" : blocks + " blocks", width, patchSize, made);
  }
}
