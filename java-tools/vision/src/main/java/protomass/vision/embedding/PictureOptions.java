package protomass.vision.embedding;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import protomass.core.catalogue.Normalisation;

/** What is embedded: one of the two. Use as a Picocli {@code @ArgGroup}. */
final class PictureOptions {
  @Option(
      names = "--catalogue",
      required = true,
      paramLabel = "FILE",
      description =
          "Catalogue written by 'protomass split', with " + Normalisation.FILE_NAME + " beside it.")
  private Path catalogue;

  @Option(
      names = "--arrays",
      required = true,
      paramLabel = "FILE",
      description =
          "Or a safetensors file with one tensor (pictures, channels, height, width) in float32 and"
              + " in about [0, 1], which are no maps and are taken as they are.")
  private Path arrays;

  /**
   * Opens the pictures; the caller closes them.
   *
   * @throws protomass.core.error.BadInputException when the file is absent or broken
   */
  Pictures open() {
    return catalogue == null ? new ArrayPictures(arrays) : new CataloguePictures(catalogue);
  }
}
