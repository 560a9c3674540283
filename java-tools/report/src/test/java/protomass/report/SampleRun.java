package protomass.report;

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
import javax.imageio.ImageIO;
import protomass.core.catalogue.SplitBy;
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

  /** Skill of each model: 0 answers the mean mass, 1 the true mass. By star, then by map. */
  private static final Map<String, double[]> SKILLS = new LinkedHashMap<>();

  static {
    SKILLS.put("resnet18-untrained", new double[] {-0.9, -0.8});
    SKILLS.put("resnet18-trained", new double[] {0.35, 0.7});
    SKILLS.put("vit-random", new double[] {0.1, 0.45});
    SKILLS.put("vit-random-whitened", new double[] {0.12, 0.4});
    SKILLS.put("vit-pretrained", new double[] {0.3, 0.66});
    SKILLS.put("vit-pretrained-whitened", new double[] {0.33, 0.72});
    SKILLS.put("pixels", new double[] {0.2, 0.75});
    SKILLS.put("mean-column-density", new double[] {0.15, 0.2});
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
    run.whitening("vit-random", "star");
    run.whitening("vit-pretrained", "star");
    run.whitening("vit-pretrained", "map");
    run.whitening("pixels", "star");
    run.pretraining("pretrain/checkpoint");
    run.image("fractals/fractals-00000.contact-sheet.png", 640, 320);
    run.text(
        "fractals/fractals-00000.manifest.json",
        "{\"count\": 1500, \"acceptance\": {\"attempts\": 4100, \"accepted\": 1500,"
            + " \"most_attempts\": 9, \"least_coverage\": 0.21}}");
    run.text(
        "fractals/fractals-00001.manifest.json",
        "{\"count\": 1500, \"acceptance\": {\"attempts\": 3900, \"accepted\": 1500,"
            + " \"most_attempts\": 7, \"least_coverage\": 0.2}}");
    run.segmentation("segmentation", 4);
    run.text(
        "run.json", "{\"parameters\": {\"seed\": 1}, \"versions\": {\"nextflow\": \"25.04\"}}");
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

  void whitening(String model, String splitBy) {
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
        folder.resolve("whitening/" + model + "-" + splitBy + ".whitening.safetensors"),
        Map.of(
            "model",
            model,
            "split_by",
            splitBy,
            "version",
            "0.1.0",
            "command_line",
            "protomass whiten --embeddings " + model,
            "input.catalogue.csv",
            "cd".repeat(32)),
        List.of(
            Tensor.of("whitened", whitened, rows, components),
            Tensor.of("explained_variance", new double[] {5, 2, 1, 1, 0.5, 0.5}, components),
            Tensor.of("log_mass", logMass, rows),
            Tensor.of("is_test", new long[rows], rows)));
  }

  void pretraining(String name) throws IOException {
    text(name + "/recipe.json", "{\"name\": \"demo\", \"head\": {\"prototypes\": 1024}}");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      double fall = Math.exp(-i / 150.0);
      double ripple = 0.08 * Math.sin(i * 0.9);
      row.put("iteration", i);
      row.put("epoch", i / 40.0);
      row.put("images_seen", 64L * (i + 1));
      row.put("loss", 9 + 8 * fall + ripple);
      row.put("dino_local_loss", 0.8 * (4.4 + 2.5 * fall + ripple));
      row.put("dino_global_loss", 0.2 * (4.4 + 2.5 * fall + ripple));
      row.put("koleo_loss", 0.4 - 0.3 * fall + ripple / 4);
      row.put("ibot_loss", 5.1 + 1.8 * fall + ripple);
      row.put("learning_rate", i < 40 ? 1e-3 * i / 40 : 1e-3 * (1 - i / 400.0));
      row.put("teacher_entropy", 4 + 2 * fall);
      row.put("gradient_norm_backbone", 1 + fall + ripple);
      row.put("gradient_norm_head", 0.5 + fall / 2 + ripple);
      row.put("effective_rank", 4 + 20 * (1 - fall));
      lines.append(Json.line(row)).append('\n');
    }
    text(name + "/metrics.jsonl", lines.toString());
  }

  void segmentation(String name, int panels) throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < panels; i++) {
      String file = "panel-" + i + ".png";
      image(name + "/" + file, 1040, 270);
      entries.add(
          Map.of("id", "h1-00042/6/x", "file", file, "mass_msun", 0.4987, "age_yr", 12345.6));
    }
    Json.write(
        folder.resolve(name + "/segmentation.json"),
        Map.of(
            "panels",
            entries,
            "explained_variance_ratio",
            List.of(0.4, 0.2, 0.1),
            "provenance",
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
