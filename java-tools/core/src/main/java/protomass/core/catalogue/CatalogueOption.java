package protomass.core.catalogue;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The catalogue that a command works on. Use as a Picocli {@code @Mixin}. */
public final class CatalogueOption {
  @Option(
      names = "--catalogue",
      required = true,
      paramLabel = "FILE",
      description =
          "Catalogue written by 'protomass split', with " + Normalisation.FILE_NAME + " beside it.")
  private Path path;

  public Path path() {
    return path;
  }

  /**
   * Reads the catalogue.
   *
   * @throws protomass.core.error.BadInputException when it is absent or broken
   */
  public Catalogue read() {
    return Catalogue.read(path);
  }
}
