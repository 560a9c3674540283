package protomass.app.damage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import protomass.core.file.Checksum;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapFileWriter;
import protomass.core.maps.MapRow;
import protomass.core.provenance.Provenance;
import protomass.core.random.RandomStream;
import protomass.testing.SharedFolder;

/** Every artefact of a run of all stages, as small as can be, and the commands that read them. */
final class SmallRun {
  private static final int MAP_SIZE = 16;
  private static final int STARS = 4;

  private final Path folder;

  /**
   * A command that reads artefacts.
   *
   * @param quick whether it refuses damage before it computes anything
   * @param arguments with OUT where its output goes
   */
  record Stage(String name, boolean quick, List<String> arguments) {
    static Stage quick(String name, String... arguments) {
      return new Stage(name, true, List.of(arguments));
    }

    static Stage slow(String name, String... arguments) {
      return new Stage(name, false, List.of(arguments));
    }

    Stage slow() {
      return new Stage(name, false, arguments);
    }
  }

  SmallRun(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("inputs"));
    ToolRun.succeeding(
        "flame",
        "-q",
        "--seed",
        "1",
        "--images",
        "4",
        "--size",
        "48",
        "--points",
        "2000",
        "--contact-sheet",
        at("inputs/fractals.contact-sheet.png"),
        "--out",
        at("fractals.tar"));
    maps("H1");
    maps("H2");
    ToolRun.succeeding(
        "pretrain",
        "-q",
        "--recipe",
        recipe(),
        "--shards",
        at("fractals.tar"),
        "--until-epoch",
        "1",
        "--threads",
        "1",
        "--out",
        at("checkpoint"));
    ToolRun.succeeding(
        "export", "-q", "--checkpoint", at("checkpoint"), "--out", at("encoder.safetensors"));
    run(split(), "catalogue.csv");
    run(embed(), "vit.embeddings.safetensors");
    run(whiten(), "inputs/vit.whitening.safetensors");
    run(regress("inputs/vit.whitening.safetensors"), "inputs/vit");
    run(segment(), "inputs/segmentation");
    for (String file : List.of("checkpoint/metrics.jsonl", "checkpoint/recipe.json")) {
      Files.copy(at(folder, file), folder.resolve("inputs").resolve(Path.of(file).getFileName()));
    }
    Files.copy(
        folder.resolve("fractals.manifest.json"), folder.resolve("inputs/fractals.manifest.json"));
  }

  private void run(Stage stage, String output) {
    ToolRun.succeeding(
        stage.arguments().stream()
            .map(text -> text.equals("OUT") ? at(output) : text)
            .toArray(String[]::new));
  }

  Path folder() {
    return folder;
  }

  String at(String name) {
    return at(folder, name).toString();
  }

  static String recipe() {
    return SharedFolder.repository().resolve("conf/recipes/test.yaml").toString();
  }

  Stage verify() {
    return Stage.quick("verify", "flame", "-q", "--verify", at("fractals.tar"));
  }

  Stage pretrain() {
    return Stage.slow(
        "pretrain",
        "pretrain",
        "-q",
        "--recipe",
        recipe(),
        "--shards",
        at("fractals.tar"),
        "--until-epoch",
        "1",
        "--threads",
        "1",
        "--out",
        "OUT");
  }

  Stage goOn() {
    return Stage.quick(
        "pretrain --from",
        "pretrain",
        "-q",
        "--recipe",
        recipe(),
        "--shards",
        at("fractals.tar"),
        "--from",
        at("checkpoint"),
        "--threads",
        "1",
        "--out",
        "OUT");
  }

  Stage warmStart() {
    return Stage.quick(
        "pretrain --warm-start",
        "pretrain",
        "-q",
        "--recipe",
        recipe(),
        "--shards",
        at("fractals.tar"),
        "--warm-start",
        at("checkpoint"),
        "--until-epoch",
        "1",
        "--threads",
        "1",
        "--out",
        "OUT");
  }

  Stage export() {
    return Stage.quick("export", "export", "-q", "--checkpoint", at("checkpoint"), "--out", "OUT");
  }

  Stage split() {
    return Stage.quick(
        "split",
        "split",
        "-q",
        "--maps",
        at("*.fits"),
        "--by",
        "star",
        "--folds",
        "2",
        "--out",
        "OUT");
  }

  Stage embed() {
    return Stage.quick(
        "embed",
        "embed",
        "-q",
        "--encoder",
        at("encoder.safetensors"),
        "--catalogue",
        at("catalogue.csv"),
        "--threads",
        "1",
        "--out",
        "OUT");
  }

  Stage segment() {
    return Stage.quick(
        "segment",
        "segment",
        "-q",
        "--encoder",
        at("encoder.safetensors"),
        "--catalogue",
        at("catalogue.csv"),
        "--count",
        "2",
        "--threads",
        "1",
        "--out",
        "OUT");
  }

  Stage whiten() {
    return Stage.quick(
        "whiten",
        "whiten",
        "-q",
        "--embeddings",
        at("vit.embeddings.safetensors"),
        "--catalogue",
        at("catalogue.csv"),
        "--components",
        "3",
        "--model",
        "vit-pretrained-whitened",
        "--out",
        "OUT");
  }

  Stage whitenPixels() {
    return Stage.quick(
        "whiten pixels",
        "whiten",
        "-q",
        "--features",
        "pixels",
        "--catalogue",
        at("catalogue.csv"),
        "--components",
        "3",
        "--out",
        "OUT");
  }

  Stage regress(String features) {
    return Stage.quick(
        "regress " + features,
        "regress",
        "-q",
        "--features",
        features.contains(".") ? at(features) : features,
        "--catalogue",
        at("catalogue.csv"),
        "--neighbours",
        "2",
        "--out",
        "OUT");
  }

  Stage baseline() {
    return Stage.slow(
        "baseline",
        "baseline",
        "-q",
        "--catalogue",
        at("catalogue.csv"),
        "--initialisation",
        "random",
        "--threads",
        "1",
        "--out",
        "OUT");
  }

  Stage report() {
    return Stage.quick("report", "report", "-q", "--inputs", at("inputs"), "--out", "OUT");
  }

  /** Which stages read what. */
  Map<String, List<Stage>> readers() {
    Map<String, List<Stage>> readers = new TreeMap<>();
    readers.put("fractals.tar", List.of(verify(), pretrain()));
    readers.put("fractals.manifest.json", List.of(verify(), pretrain()));
    readers.put(
        "H1.fits",
        List.of(
            split(),
            whitenPixels(),
            regress("pixels"),
            regress("mean-column-density"),
            embed().slow(),
            segment().slow(),
            baseline()));
    for (String file : List.of("catalogue.csv", "normalisation.json")) {
      readers.put(
          file,
          List.of(
              embed(),
              segment(),
              whiten(),
              whitenPixels(),
              regress("vit.embeddings.safetensors"),
              regress("pixels"),
              regress("mean-column-density"),
              baseline()));
    }
    for (String file :
        List.of(
            "state.json",
            "recipe.json",
            "metrics.jsonl",
            "student.safetensors",
            "teacher.safetensors",
            "first_moment.safetensors",
            "second_moment.safetensors",
            "centers.safetensors")) {
      readers.put("checkpoint/" + file, List.of(export(), goOn(), warmStart()));
    }
    readers.put("checkpoint/throughput.jsonl", List.of(export().slow(), goOn()));
    readers.put("encoder.safetensors", List.of(embed(), segment()));
    readers.put(
        "vit.embeddings.safetensors", List.of(whiten(), regress("vit.embeddings.safetensors")));
    readers.put(
        "inputs/vit.whitening.safetensors",
        List.of(regress("inputs/vit.whitening.safetensors"), report()));
    for (String file :
        List.of(
            "vit.predictions.csv",
            "vit.scores.json",
            "segmentation/segmentation.json",
            "metrics.jsonl",
            "recipe.json",
            "fractals.manifest.json")) {
      readers.put("inputs/" + file, List.of(report()));
    }
    readers.put("inputs/fractals.contact-sheet.png", List.of(report().slow()));
    readers.put("inputs/segmentation/" + firstPanel(), List.of(report().slow()));
    return readers;
  }

  private String firstPanel() {
    try (Stream<Path> files = Files.list(folder.resolve("inputs/segmentation"))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".png"))
          .sorted()
          .findFirst()
          .orElseThrow();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  /** SHA-256 of every file below a folder, by name. */
  static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), Checksum.sha256(file));
      }
    }
    return content;
  }

  private void maps(String cloud) {
    List<MapRow> rows = new ArrayList<>();
    List<GasMap> maps = new ArrayList<>();
    for (int star = 1; star <= STARS; star++) {
      for (LineOfSight line : LineOfSight.values()) {
        rows.add(
            new MapRow(cloud, 1, star, line, 0.1 * star, 1000, List.of(0.2, 0.2, 0.2), List.of()));
        float[][] values = new float[3][MAP_SIZE * MAP_SIZE];
        for (float[] channel : values) {
          RandomStream random = RandomStream.of(star, cloud + line, maps.size());
          for (int pixel = 0; pixel < channel.length; pixel++) {
            channel[pixel] = 0.01f + random.nextFloat();
          }
        }
        maps.add(new GasMap(MAP_SIZE, values[0], values[1], values[2]));
      }
    }
    MapFileWriter.write(
        folder.resolve(cloud + ".fits"), rows, maps, 0.03, Provenance.of("protomass project", 1L));
  }

  private static Path at(Path folder, String name) {
    return folder.resolve(name);
  }
}
