package protomass.vision.resnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueOption;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.Split;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.BadInputException;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.OutputPlan;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.core.score.Prediction;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;
import protomass.vision.torch.EngineOptions;

/** The supervised baseline: ResNet-18 from normalised maps to log10 of the stellar mass. */
@Command(
    name = "baseline",
    description = {
      "Trains a ResNet-18 on a catalogue's training maps and predicts its test maps.",
      "The loss is the mean square error of log10(mass / Msun), standardised over the training"
          + " rows. Linear warm-up of the learning rate, then a cosine to zero.",
      "The same seed, inputs and --threads give the same bytes on the same kind of processor."
    })
@Needs(torch = true, kernels = true, gpu = true, heapPercent = 40)
public final class BaselineCommand implements ProtomassCommand {
  @Mixin private StandardOptions standard;
  @Mixin private CatalogueOption catalogueOption;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--initialisation",
      paramLabel = "WORD",
      defaultValue = "trained",
      description =
          "trained: random weights, then training. untrained: random weights, tested as they are"
              + " (default: ${DEFAULT-VALUE}).")
  private Initialisation initialisation;

  @Option(
      names = "--epochs",
      defaultValue = "50",
      paramLabel = "N",
      description = "Passes over the training maps (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--warm-up-epochs",
      paramLabel = "N",
      description =
          "Epochs with a rising learning rate (default: a tenth of --epochs, rounded up).")
  private Integer warmUpEpochs;

  @Option(
      names = "--batch-size",
      defaultValue = "32",
      paramLabel = "N",
      description = "Maps per step, at least 2 (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--optimizer",
      defaultValue = "adamw",
      paramLabel = "WORD",
      description =
          "adamw, or sgd: stochastic gradient descent with a momentum of 0.9, as in the ResNet paper"
              + " (default: ${DEFAULT-VALUE}).")
  private OptimizerKind optimizer;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.001",
      paramLabel = "RATE",
      description =
          "Learning rate at its peak (default: ${DEFAULT-VALUE}). With sgd the loss is soon not"
              + " finite from about 0.01 on.")
  private double learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "DECAY",
      description =
          "Weight decay: of convolutions and the last layer by adamw (default: 0.05), of all"
              + " parameters by sgd (default: 0.0001).")
  private Double weightDecay;

  @Option(
      names = "--flips",
      description =
          "Mirror training maps at random, left to right and upside down. Off by default: it hides"
              + " the direction of rotation and of the large-scale magnetic field.")
  private boolean flips;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Seed of weights, order, flips and the scores' bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--model",
      paramLabel = "KEY",
      description = "Name of the model in the scores (default: resnet18-untrained or -trained).")
  private String model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PREFIX",
      description = "Writes PREFIX" + PredictionTable.SUFFIX + " and PREFIX" + Scores.SUFFIX + ".")
  private Path prefix;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().prefix("--out", prefix, PredictionTable.SUFFIX, Scores.SUFFIX);
  }

  @Override
  public Integer call() {
    TrainingPlan plan = plan();
    Catalogue catalogue = catalogueOption.read();
    Normalisation normalisation = Normalisation.beside(catalogueOption.path());
    int[] training = catalogue.positions(Split.TRAIN);
    int[] test = catalogue.positions(Split.TEST);
    check(catalogue, normalisation, training, test);
    engine.apply();
    double[] predicted;
    try (CachedMaps maps = CachedMaps.of(catalogue);
        MassNetwork network =
            new MassNetwork(
                new ResNet18(InitialWeights.random(seed), optimizer), normalisation.mass(), maps)) {
      if (initialisation == Initialisation.TRAINED) {
        train(network, maps, training, catalogue.logMasses(), plan);
      }
      try (Progress progress = standard.progress("predict", test.length, "maps")) {
        predicted = network.predict(test, batchSize, progress);
      }
      requireFinite(predicted);
    }
    write(catalogue, normalisation, predictions(catalogue, test, predicted));
    return ExitCodes.DONE;
  }

  private TrainingPlan plan() {
    if (model != null && !model.matches("[A-Za-z0-9_.+-]+")) {
      throw new UsageException(
          "--model '" + model + "'", "use letters, digits and _ . + - as in resnet18-trained");
    }
    int warmUp = warmUpEpochs == null ? Math.ceilDiv(epochs, 10) : warmUpEpochs;
    return new TrainingPlan(
        epochs,
        warmUp,
        batchSize,
        learningRate,
        weightDecay == null ? optimizer.weightDecay() : weightDecay,
        flips,
        seed);
  }

  private void check(Catalogue catalogue, Normalisation normalisation, int[] training, int[] test) {
    if (test.length == 0) {
      throw new BadInputException(
          catalogue.path(), "has no test rows", "raise --test-fraction of 'protomass split'");
    }
    if (initialisation == Initialisation.TRAINED && training.length < 2) {
      throw new BadInputException(
          catalogue.path(),
          "has %d training rows, at least 2 are needed".formatted(training.length),
          "lower --test-fraction of 'protomass split'");
    }
    double deviation = normalisation.mass().standardDeviation();
    if (!(deviation > 0) || !Double.isFinite(deviation)) {
      throw new BadInputException(
          catalogue.path().resolveSibling(Normalisation.FILE_NAME),
          "the training masses have the standard deviation %s dex".formatted(deviation),
          "add snapshots with stars of other masses");
    }
  }

  private void train(
      MassNetwork network, CachedMaps maps, int[] training, double[] logMasses, TrainingPlan plan) {
    try (Progress progress = standard.progress("read", training.length, "maps")) {
      maps.keep(training, progress);
    }
    long seen = (long) training.length * plan.epochs();
    try (Progress progress = standard.progress("train", seen, "maps")) {
      network.train(training, logMasses, plan, progress);
    }
  }

  private void requireFinite(double[] predicted) {
    if (!Arrays.stream(predicted).allMatch(Double::isFinite)) {
      throw new UsageException(
          "--learning-rate %s: the trained network predicts masses that are not finite"
              .formatted(learningRate),
          "lower it or raise --warm-up-epochs");
    }
  }

  private static List<Prediction> predictions(Catalogue catalogue, int[] test, double[] predicted) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < test.length; i++) {
      CatalogueRow row = catalogue.rows().get(test[i]);
      predictions.add(
          new Prediction(
              row.id(),
              row.group(),
              row.logMass(),
              predicted[i],
              Double.NaN,
              Double.NaN,
              List.of()));
    }
    return predictions;
  }

  private void write(
      Catalogue catalogue, Normalisation normalisation, List<Prediction> predictions) {
    String key = model == null ? initialisation.modelName() : model;
    Provenance provenance =
        standard
            .provenance(seed)
            .withInput(catalogueOption.path())
            .withInput(
                catalogueOption.path().toAbsolutePath().resolveSibling(Normalisation.FILE_NAME));
    int trainingRows =
        initialisation == Initialisation.TRAINED ? catalogue.positions(Split.TRAIN).length : 0;
    Scores scores =
        Scores.of(
            key,
            normalisation.splitBy(),
            trainingRows,
            catalogue.logMasses(Split.TRAIN),
            predictions,
            seed,
            provenance);
    PredictionTable.writeWithScores(prefix, predictions, scores);
    standard.reportDone(
        prefix.resolveSibling(prefix.getFileName() + Scores.SUFFIX),
        String.format(
            Locale.ROOT,
            "%d predictions, R2 %.3f, RMSE %.3f dex",
            predictions.size(),
            scores.r2(),
            scores.rmseDex()));
  }
}
