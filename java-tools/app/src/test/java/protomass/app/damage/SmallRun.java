package protomass.app.damage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
   * @param line of words without blanks, OUT being where its output goes
   */
  record Stage(String name, boolean quick, String line) {
    static Stage quick(String name, String line) {
      return new Stage(name, true, line);
    }

    Stage slow() {
      return new Stage(name, false, line);
    }

    List<String> arguments(String out) {
      return Stream.of(line.split(" ")).map(word -> word.equals("OUT") ? out : word).toList();
    }
  }

  SmallRun(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("inputs"));
    maps("H1");
    maps("H2");
    make(flame(), "fractals.tar");
    make(pretrain(), "checkpoint");
    make(export(), "encoder.safetensors");
    make(split(), "catalogue.csv");
    make(embed(), "vit.embeddings.safetensors");
    make(whiten(), "inputs/vit.whitening.safetensors");
    make(regress("inputs/vit.whitening.safetensors"), "inputs/vit");
    make(segment(), "inputs/segmentation");
    for (String name : List.of("metrics.jsonl", "recipe.json")) {
      Files.copy(folder.resolve("checkpoint").resolve(name), folder.resolve("inputs/" + name));
    }
    Files.copy(
        folder.resolve("fractals.manifest.json"), folder.resolve("inputs/fractals.manifest.json"));
  }

  private void make(Stage stage, String output) {
    ToolRun run = ToolRun.of(stage.arguments(at(output)));
    assertEquals(0, run.exitCode(), () -> stage.name() + ": " + run.err());
  }

  Path folder() {
    return folder;
  }

  String at(String name) {
    return folder.resolve(name).toString();
  }

  private Stage flame() {
    return Stage.quick(
        "flame",
        "flame -q --seed 1 --images 4 --size 48 --points 9000 --minimum-coverage 0.1"
            + " --contact-sheet "
            + at("inputs/fractals.contact-sheet.png")
            + " --out OUT");
  }

  Stage verify() {
    return Stage.quick("flame --verify", "flame -q --verify " + at("fractals.tar"));
  }

  private String training() {
    return "pretrain -q --threads 1 --recipe %s --shards %s --out OUT"
        .formatted(SharedFolder.repository().resolve("conf/recipes/test.yaml"), at("fractals.tar"));
  }

  Stage pretrain() {
    return Stage.quick("pretrain", training() + " --until-epoch 1").slow();
  }

  Stage goOn() {
    return Stage.quick("pretrain --from", training() + " --from " + at("checkpoint"));
  }

  Stage warmStart() {
    return Stage.quick(
        "pretrain --warm-start", training() + " --until-epoch 1 --warm-start " + at("checkpoint"));
  }

  Stage export() {
    return Stage.quick("export", "export -q --checkpoint %s --out OUT".formatted(at("checkpoint")));
  }

  Stage split() {
    return Stage.quick("split", "split -q --folds 2 --maps %s --out OUT".formatted(at("*.fits")));
  }

  private Stage ofCatalogue(String name, String options) {
    return Stage.quick(
        name, "%s -q --catalogue %s --out OUT".formatted(options, at("catalogue.csv")));
  }

  Stage embed() {
    return ofCatalogue("embed", "embed --threads 1 --encoder " + at("encoder.safetensors"));
  }

  Stage segment() {
    return ofCatalogue(
        "segment", "segment --threads 1 --count 2 --encoder " + at("encoder.safetensors"));
  }

  Stage whiten() {
    return ofCatalogue(
        "whiten",
        "whiten --components 3 --model vit-pretrained-whitened --embeddings "
            + at("vit.embeddings.safetensors"));
  }

  Stage whitenPixels() {
    return ofCatalogue("whiten pixels", "whiten --components 3 --features pixels");
  }

  Stage regress(String features) {
    String file = features.contains(".") ? at(features) : features;
    return ofCatalogue("regress " + features, "regress --neighbours 2 --features " + file);
  }

  Stage baseline() {
    return ofCatalogue("baseline", "baseline --threads 1 --initialisation untrained");
  }

  Stage report() {
    return Stage.quick("report", "report -q --inputs %s --out OUT".formatted(at("inputs")));
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
      readers.put("checkpoint/" + file, List.of(export(), goOn()));
    }
    readers.put("checkpoint/teacher.safetensors", List.of(export(), goOn(), warmStart()));
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
      throw new UncheckedIOException(failure);
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

  /** A folder with nothing in it. */
  static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
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
}
