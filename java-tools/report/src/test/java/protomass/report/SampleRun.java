package protomass.report;

import com.fasterxml.jackson.databind.node.IntNode;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.AcceptanceStatistics;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.ModelNames;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.artefact.RunDescription;
import protomass.core.artefact.SampleEntry;
import protomass.core.artefact.Segmentation;
import protomass.core.artefact.ShardManifest;
import protomass.core.artefact.ThroughputRow;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.SplitBy;
import protomass.core.cost.Cost;
import protomass.core.cost.CostUnit;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.score.Prediction;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;

/** Writes the results of a run that never was, with all that a report can show. */
final class SampleRun {
  static final int TEST_ROWS = 180;
  static final int GROUPS = 12;

  /** From -1.5 to 1, so that the range is 2.5 dex. */
  static final double[] TRAINING_LOG_MASSES =
      IntStream.range(0, 540).mapToDouble(i -> -1.5 + 2.5 * i / 539).toArray();

  /** Skill of each model: 0 answers the mean mass, 1 the true mass. By star, then by map. */
  private static final Map<String, double[]> SKILLS = new LinkedHashMap<>();

  static {
    SKILLS.put(ModelNames.RESNET_UNTRAINED, new double[] {-0.9, -0.8});
    SKILLS.put(ModelNames.RESNET_TRAINED, new double[] {0.35, 0.7});
    SKILLS.put(ModelNames.VIT_RANDOM, new double[] {0.1, 0.45});
    SKILLS.put(ModelNames.VIT_RANDOM_WHITENED, new double[] {0.12, 0.4});
    SKILLS.put(ModelNames.VIT_PRETRAINED, new double[] {0.3, 0.66});
    SKILLS.put(ModelNames.VIT_PRETRAINED_WHITENED, new double[] {0.33, 0.72});
    SKILLS.put(ModelNames.PIXELS, new double[] {0.2, 0.75});
    SKILLS.put(ModelNames.MEAN_COLUMN_DENSITY, new double[] {0.15, 0.2});
  }

  private final Path folder;

  SampleRun(Path folder) {
    this.folder = folder;
  }

  /** Everything. */
  static Path write(Path folder) throws IOException {
    SampleRun run = new SampleRun(folder);
    for (Map.Entry<String, double[]> skill : SKILLS.entrySet()) {
      run.scores(skill.getKey(), SplitBy.STAR, skill.getValue()[0]);
      run.scores(skill.getKey(), SplitBy.MAP, skill.getValue()[1]);
    }
    run.whitening(ModelNames.VIT_RANDOM, SplitBy.STAR);
    run.whitening(ModelNames.VIT_PRETRAINED, SplitBy.STAR);
    run.whitening(ModelNames.VIT_PRETRAINED, SplitBy.MAP);
    run.whitening(ModelNames.PIXELS, SplitBy.STAR);
    run.pretraining("pretrain/checkpoint");
    run.image("fractals/fractals-00000" + ShardManifest.CONTACT_SHEET_SUFFIX, 640, 320);
    run.manifest("fractals/fractals-00000", 0, 4100, 9, 0.21);
    run.manifest("fractals/fractals-00001", 1, 3900, 7, 0.2);
    run.whitening("vit-pretrained-velocity-whitened", SplitBy.STAR);
    run.segmentation("segmentation", 4);
    run.segmentation("segmentation-random", 4);
    run.text(
        "pretrain/checkpoint/" + ThroughputRow.FILE_NAME,
        Json.sealedLine(new ThroughputRow(400, 10, 0.01, 900L, null, 12_800, 2400.0, null)));
    Json.write(
        folder.resolve("fractals/fractals-00000" + Cost.SUFFIX),
        new Cost(CostUnit.FRACTAL, 1500, 1.3e11, 33.0, null));
    run.text(
        RunDescription.FILE_NAME,
        Json.line(
            new RunDescription(
                new LinkedHashMap<>(Map.of("seed", IntNode.valueOf(1))),
                new LinkedHashMap<>(Map.of("nextflow", "25.04")),
                "demo")));
    return folder;
  }

  /** Scores and predictions of one model, made with a given skill. */
  Scores scores(String model, SplitBy split, double skill) {
    List<Prediction> predictions = predictions(model, split, skill);
    Scores scores =
        Scores.of(
            model,
            split,
            540,
            TRAINING_LOG_MASSES,
            predictions,
            1,
            new Provenance(
                "0.1.0",
                "protomass regress --features <" + model + "> --neighbours 5",
                1L,
                Map.of("catalogue.csv", "ab".repeat(32))));
    Path stem = folder.resolve("scores").resolve(model + "-" + split.word());
    PredictionTable.writeWithScores(stem, predictions, scores);
    return scores;
  }

  static List<Prediction> predictions(String model, SplitBy split, double skill) {
    Random random = new Random(model.hashCode() + 31L * split.word().hashCode());
    Random masses = new Random(7);
    List<Prediction> rows = new ArrayList<>();
    double groupMass = 0;
    for (int row = 0; row < TEST_ROWS; row++) {
      if (row % (TEST_ROWS / GROUPS) == 0) {
        groupMass = -0.2 + 0.45 * masses.nextGaussian();
      }
      double truth = groupMass + 0.12 * masses.nextGaussian();
      double noise = (0.35 - 0.25 * Math.abs(skill)) * random.nextGaussian();
      double predicted = -0.2 + skill * (truth + 0.2) + noise - (skill < 0 ? 0.8 : 0);
      boolean hasInterval = model.startsWith("vit");
      rows.add(
          new Prediction(
              "h1-%04d".formatted(row),
              "group-" + row / (TEST_ROWS / GROUPS),
              truth,
              predicted,
              hasInterval ? predicted - 0.15 : Double.NaN,
              hasInterval ? predicted + 0.15 : Double.NaN,
              List.of("h1-1", "h1-2")));
    }
    return rows;
  }

  /** The manifest of a shard of 1,500 images, of which it lists none but the first. */
  void manifest(String stem, int shard, int attempts, int mostAttempts, double leastCoverage) {
    AcceptanceStatistics acceptance =
        new AcceptanceStatistics(
            1500,
            attempts,
            2000,
            mostAttempts,
            attempts / 1500.0,
            0.8,
            leastCoverage,
            0,
            1,
            List.of(new AcceptanceStatistics.Pair("000000003", "000000007", 2)));
    String sha256 = "12".repeat(32);
    List<SampleEntry> samples =
        IntStream.range(0, 1500)
            .mapToObj(
                image ->
                    new SampleEntry(
                        "%09d".formatted(image), 512, 9, sha256, sha256, "0".repeat(16), 9, sha256))
            .toList();
    Json.write(
        folder.resolve(stem + ShardManifest.SUFFIX),
        new ShardManifest(
            ShardManifest.FORMAT,
            "0.1.0",
            1,
            7,
            3000,
            2,
            shard,
            1500L * shard,
            1500,
            336,
            1_000_000,
            FlameKind.RICH,
            ColourMode.STRUCTURAL,
            Acceptance.USUAL,
            Development.USUAL,
            2048,
            sha256,
            acceptance,
            new Provenance("0.1.0", "protomass flame", 7L, Map.of()),
            samples));
  }

  void whitening(String model, SplitBy splitBy) {
    int rows = 400;
    int components = 6;
    Random random = new Random(model.hashCode());
    double[] whitened = new double[rows * components];
    double[] logMass = new double[rows];
    for (int row = 0; row < rows; row++) {
      logMass[row] = -0.2 + 0.5 * random.nextGaussian();
      for (int k = 0; k < components; k++) {
        double trend = k == 0 ? 0.9 * logMass[row] : 0;
        whitened[row * components + k] = trend + random.nextGaussian();
      }
    }
    SafetensorsWriter.write(
        folder.resolve("whitening/" + model + "-" + splitBy.word() + WhiteningHeader.SUFFIX),
        new WhiteningHeader(
                model,
                splitBy,
                "0".repeat(64),
                new Provenance(
                    "0.1.0",
                    "protomass whiten --embeddings " + model,
                    null,
                    Map.of("catalogue.csv", "cd".repeat(32))))
            .metadata(),
        List.of(
            Tensor.of(WhiteningHeader.WHITENED, whitened, rows, components),
            Tensor.of(
                WhiteningHeader.EXPLAINED_VARIANCE,
                new double[] {5, 2, 1, 1, 0.5, 0.5},
                components),
            Tensor.of(WhiteningHeader.LOG_MASS, logMass, rows),
            Tensor.of(
                WhiteningHeader.IS_TEST,
                IntStream.range(0, rows).mapToLong(row -> row % 4 == 0 ? 1 : 0).toArray(),
                rows)));
  }

  void pretraining(String name) throws IOException {
    // The shape of the whole is the recipe's own, in the training's module.
    text(
        name + "/" + ResolvedRecipe.FILE_NAME,
        "{\"name\": \"demo\", \"head\": {\"prototypes\": 1024}}");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      lines.append(Json.sealedLine(metrics(i))).append('\n');
    }
    text(name + "/" + MetricsRow.FILE_NAME, lines.toString());
  }

  private static MetricsRow metrics(int i) {
    double fall = Math.exp(-i / 150.0);
    double ripple = 0.08 * Math.sin(i * 0.9);
    double dino = 4.4 + 2.5 * fall + ripple;
    return new MetricsRow(
        i,
        i / 40.0,
        64L * (i + 1),
        (float) (9 + 8 * fall + ripple),
        (float) (0.8 * dino),
        (float) (0.2 * dino),
        (float) (0.4 - 0.3 * fall + ripple / 4),
        (float) (5.1 + 1.8 * fall + ripple),
        i < 40 ? 1e-3 * i / 40 : 1e-3 * (1 - i / 400.0),
        0.04,
        0.996,
        0.07,
        (float) (1 + fall + ripple),
        (float) (0.5 + fall / 2 + ripple),
        (float) (4 + 2 * fall),
        (float) (1 + fall),
        (float) (4 + 20 * (1 - fall)));
  }

  void segmentation(String name, int panels) throws IOException {
    List<String> files = IntStream.range(0, panels).mapToObj(i -> "panel-" + i + ".png").toList();
    for (String file : files) {
      image(name + "/" + file, 4 * 256 + 3 * 8, 256);
    }
    segmentation(name, files);
  }

  /** The record alone. */
  void segmentation(String name, List<String> files) {
    Segmentation.Range density = new Segmentation.Range(0.003, 0.5, "g cm-2", true);
    Segmentation.Range velocity = new Segmentation.Range(-1, 1, "km s-1", false);
    Segmentation.Range dispersion = new Segmentation.Range(0.1, 0.9, "km s-1", false);
    boolean isRandom = name.endsWith("random");
    Json.write(
        folder.resolve(name).resolve(Segmentation.FILE_NAME),
        new Segmentation(
            files.stream()
                .map(
                    file ->
                        new Segmentation.Panel(
                            "h1-00042/6/x",
                            file,
                            0.4987,
                            12345.6,
                            "h1",
                            files.indexOf(file),
                            "x",
                            0.5,
                            0.1,
                            -0.05,
                            Map.of(
                                "column_density", density,
                                "velocity", velocity,
                                "dispersion", dispersion)))
                .toList(),
            List.of(0.4, 0.2, 0.1),
            List.of(
                new Segmentation.Correlations(0.91, -0.2, 0.1, 0.4),
                new Segmentation.Correlations(0.3, isRandom ? 0.1 : -0.88, 0.2, 0.5),
                new Segmentation.Correlations(0, 0.2, Double.NaN, -0.66)),
            isRandom ? "random:demo.yaml:1" : "encoder.safetensors",
            4,
            16,
            200,
            50_000,
            "evenly by mass",
            new Provenance(
                "0.1.0", "protomass segment", 3L, Map.of("encoder.safetensors", "ef".repeat(32)))));
  }

  void image(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.BLACK, width, height, Color.ORANGE));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    ImageIO.write(image, "png", path.toFile());
  }

  void text(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
