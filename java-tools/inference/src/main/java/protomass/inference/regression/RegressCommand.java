package protomass.inference.regression;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.EmbeddingHeader;
import protomass.core.artefact.ModelNames;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueOption;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.Split;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.BadInputException;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.OutputPlan;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.core.score.Prediction;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;
import protomass.inference.feature.FeatureMatrix;
import protomass.inference.feature.FeatureSource;

/** Predicts the masses of test maps from their nearest training maps, and scores them. */
@Command(
    name = "regress",
    description = {
      "Predicts log10 of the stellar mass [Msun] of each test map as the mean over its nearest"
          + " training maps in feature space, and scores the predictions.",
      "Writes PREFIX"
          + PredictionTable.SUFFIX
          + " and PREFIX"
          + Scores.SUFFIX
          + ". An interval runs"
          + " from the least to the greatest mass among the neighbours that count."
    })
@Needs
public final class RegressCommand implements ProtomassCommand {
  @Mixin private StandardOptions standard;
  @Mixin private CatalogueOption catalogueOption;

  @Option(
      names = "--features",
      required = true,
      paramLabel = "FILE|pixels|mean-column-density",
      description =
          "A file of 'protomass whiten' or 'protomass embed', or a control: pixels (the normalised"
              + " maps), mean-column-density (one number per map, log10 of g cm-2). For a file of"
              + " such a name write ./pixels.")
  private String source;

  @Option(
      names = "--neighbours",
      defaultValue = "5",
      paramLabel = "K",
      description = "Neighbours per map, at least 1. Default: ${DEFAULT-VALUE}.")
  private int neighbours;

  @Option(
      names = "--weights",
      defaultValue = "distance",
      paramLabel = "distance|uniform",
      description =
          "distance: by the inverse of the distance, and where training maps coincide with the test"
              + " map these alone; uniform: all the same. Default: ${DEFAULT-VALUE}.")
  private NeighbourWeights weights;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model's name in reports, such as vit-pretrained-whitened. Default: what the features"
              + " say of themselves, or their file's name.")
  private String model;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the scores' bootstrap intervals. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PREFIX",
      description = "What the names of the two files begin with.")
  private Path out;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().prefix("--out", out, PredictionTable.SUFFIX, Scores.SUFFIX);
  }

  @Override
  public Integer call() {
    Bounds.atLeast("--neighbours", neighbours, 1);
    Catalogue catalogue = catalogueOption.read();
    Normalisation normalisation = Normalisation.beside(catalogueOption.path());
    int[] training = catalogue.positions(Split.TRAIN);
    int[] test = catalogue.positions(Split.TEST);
    requireRows(training, test);
    List<Prediction> predictions;
    try (FeatureMatrix features = open(catalogue)) {
      predictions = predict(features, catalogue, training, test);
    }
    Scores scores =
        Scores.of(
            modelName(),
            normalisation.splitBy(),
            training.length,
            catalogue.logMasses(Split.TRAIN),
            predictions,
            seed,
            provenance());
    PredictionTable.writeWithScores(out, predictions, scores);
    standard.reportDone(
        out.resolveSibling(out.getFileName() + PredictionTable.SUFFIX),
        String.format(
            Locale.ROOT,
            "%d predictions, R2 %.4f, RMSE %.4f dex, MAE %.4f dex",
            predictions.size(),
            scores.r2(),
            scores.rmseDex(),
            scores.maeDex()));
    return ExitCodes.DONE;
  }

  private String modelName() {
    if (model != null) {
      return model;
    }
    return switch (source) {
      case ModelNames.PIXELS, ModelNames.MEAN_COLUMN_DENSITY -> source;
      default -> FeatureSource.modelName(Path.of(source));
    };
  }

  private void requireRows(int[] training, int[] test) {
    if (test.length == 0) {
      throw new BadInputException(
          catalogueOption.path(), "has no test rows", "make it again with 'protomass split'");
    }
    if (neighbours > training.length) {
      throw new UsageException(
          "--neighbours %d exceeds the %d training rows of %s"
              .formatted(neighbours, training.length, catalogueOption.path()),
          "give fewer neighbours or make a catalogue of more maps");
    }
  }

  private FeatureMatrix open(Catalogue catalogue) {
    return switch (source) {
      case ModelNames.PIXELS -> {
        try (Progress progress = mapProgress(catalogue)) {
          yield FeatureSource.pixels(catalogue, out, progress);
        }
      }
      case ModelNames.MEAN_COLUMN_DENSITY -> {
        try (Progress progress = mapProgress(catalogue)) {
          yield FeatureSource.meanColumnDensity(catalogue, progress);
        }
      }
      default ->
          FeatureSource.file(
              Path.of(source),
              List.of(
                  WhiteningHeader.WHITENED, EmbeddingHeader.CLASS_TOKEN, EmbeddingHeader.EMBEDDING),
              catalogue);
    };
  }

  private Progress mapProgress(Catalogue catalogue) {
    return standard.progress("read maps", catalogue.rows().size(), "maps");
  }

  private List<Prediction> predict(
      FeatureMatrix features, Catalogue catalogue, int[] training, int[] test) {
    List<Neighbours> found;
    try (Progress progress = standard.progress("search", test.length, "maps")) {
      found = new NearestNeighbours(features, training).search(test, neighbours, progress);
    }
    double[] logMasses = catalogue.logMasses();
    return IntStream.range(0, test.length)
        .mapToObj(i -> prediction(catalogue, test[i], found.get(i), logMasses))
        .toList();
  }

  private Prediction prediction(
      Catalogue catalogue, int row, Neighbours nearest, double[] logMasses) {
    CatalogueRow map = catalogue.rows().get(row);
    NeighbourEstimate estimate = NeighbourEstimate.of(nearest, logMasses, weights);
    return new Prediction(
        map.id(),
        map.group(),
        logMasses[row],
        estimate.value(),
        estimate.lower(),
        estimate.upper(),
        Arrays.stream(nearest.rows()).mapToObj(i -> catalogue.rows().get(i).id()).toList());
  }

  private Provenance provenance() {
    Provenance provenance = standard.provenance(seed).withInput(catalogueOption.path());
    boolean control =
        source.equals(ModelNames.PIXELS) || source.equals(ModelNames.MEAN_COLUMN_DENSITY);
    return provenance.withInput(
        control ? Normalisation.fileBeside(catalogueOption.path()) : Path.of(source));
  }
}
