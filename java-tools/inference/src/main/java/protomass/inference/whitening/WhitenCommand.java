package protomass.inference.whitening;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.EmbeddingHeader;
import protomass.core.artefact.ModelNames;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueOption;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.Split;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;
import protomass.core.file.OutputPlan;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.inference.feature.FeatureMatrix;
import protomass.inference.feature.FeatureSource;

/** Whitens embeddings, or pixels, along the principal components of the training rows. */
@Command(
    name = "whiten",
    description =
        "Rotates features to the principal components of the training rows and scales them to unit"
            + " variance there (sample variance, n - 1), in double precision.")
@Needs
public final class WhitenCommand implements ProtomassCommand {
  /** The two ways to name the features. */
  static final class Source {
    @Option(
        names = "--embeddings",
        paramLabel = "FILE",
        description = "Embeddings of all maps of the catalogue, from 'protomass embed'.")
    private Path embeddings;

    @Option(
        names = "--features",
        paramLabel = ModelNames.PIXELS,
        description = "In place of embeddings, as a control: the normalised maps themselves.")
    private String features;
  }

  @Mixin private StandardOptions standard;
  @Mixin private CatalogueOption catalogueOption;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(
      names = "--components",
      paramLabel = "N",
      description = "Keep the first N components. Default: all.")
  private Integer wanted;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model's name in reports, such as vit-pretrained-whitened. Default: the name of the"
              + " features with -whitened behind it.")
  private String model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write (safetensors).")
  private Path out;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().file("--out", out);
  }

  @Override
  public Integer call() {
    requireOptions();
    Catalogue catalogue = catalogueOption.read();
    Normalisation normalisation = Normalisation.beside(catalogueOption.path());
    try (FeatureMatrix features = open(catalogue)) {
      requireComponents(features);
      PrincipalComponents components = fit(features, catalogue);
      warnOfDropped(components, features, catalogue);
      try (Progress progress = standard.progress("whiten", features.rows(), "maps")) {
        WhiteningFile.write(out, header(normalisation), catalogue, features, components, progress);
      }
      standard.reportDone(
          out, "%d maps, %d components".formatted(features.rows(), components.count()));
    }
    return ExitCodes.DONE;
  }

  private String modelName() {
    if (model != null) {
      return model;
    }
    String features =
        source.embeddings == null ? ModelNames.PIXELS : FeatureSource.modelName(source.embeddings);
    return ModelNames.whitened(features);
  }

  private void requireOptions() {
    if (source.features != null && !source.features.equals(ModelNames.PIXELS)) {
      throw new UsageException(
          "--features " + source.features + " cannot be whitened",
          "give --features pixels or --embeddings FILE");
    }
    if (wanted != null) {
      Bounds.atLeast("--components", wanted, 1);
    }
  }

  private void requireComponents(FeatureMatrix features) {
    if (wanted != null && wanted > features.columns()) {
      throw new UsageException(
          "--components %d exceeds the %d features".formatted(wanted, features.columns()),
          "give %d or less".formatted(features.columns()));
    }
  }

  private FeatureMatrix open(Catalogue catalogue) {
    if (source.embeddings != null) {
      return FeatureSource.file(
          source.embeddings,
          List.of(EmbeddingHeader.CLASS_TOKEN, EmbeddingHeader.EMBEDDING),
          catalogue);
    }
    try (Progress progress = standard.progress("read maps", catalogue.rows().size(), "maps")) {
      return FeatureSource.pixels(catalogue, out, progress);
    }
  }

  private PrincipalComponents fit(FeatureMatrix features, Catalogue catalogue) {
    int[] training = catalogue.positions(Split.TRAIN);
    int most = wanted == null ? features.columns() : wanted;
    try (Progress progress = standard.progress("covariance", training.length, "rows")) {
      return PrincipalComponentFit.fit(features, training, most, progress);
    }
  }

  private void warnOfDropped(
      PrincipalComponents components, FeatureMatrix features, Catalogue catalogue) {
    if (components.dropped() == 0) {
      return;
    }
    int training = catalogue.positions(Split.TRAIN).length;
    String reason =
        training <= features.columns()
            ? "%d training rows span at most %d dimensions".formatted(training, training - 1)
            : "some features depend on others";
    standard.warn(
        String.format(
            Locale.ROOT,
            "%d of %d components dropped: their variance is below %.3g, where it cannot be told"
                + " from rounding (%s)",
            components.dropped(),
            components.dropped() + components.count(),
            components.varianceFloor(),
            reason));
  }

  private WhiteningHeader header(Normalisation normalisation) {
    Provenance provenance = standard.provenance(null).withInput(catalogueOption.path());
    Path second =
        source.embeddings != null
            ? source.embeddings
            : Normalisation.fileBeside(catalogueOption.path());
    return new WhiteningHeader(
        modelName(),
        normalisation.splitBy(),
        Checksum.sha256(catalogueOption.path()),
        provenance.withInput(second));
  }
}
