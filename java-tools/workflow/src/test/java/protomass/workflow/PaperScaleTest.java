package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.json.JsonSlurper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The study's ViT-L/16 on a processor, by the commands that a user types: the recipe {@code paper}
 * with all of its prototypes, cut to four fractals and two steps of two. Skipped where memory or
 * disk are too small for it.
 */
class PaperScaleTest {
  private static final long PATIENCE_SECONDS = 1800;
  private static final Path REPOSITORY = Pipeline.repository();

  /** 18 maps of one snapshot and 6 of the other. */
  private static final int MAPS = 24;

  private static final int WIDTH = 1024;

  /** What the issue of it allows. */
  private static final double MOST_MEGABYTES = 12_000;

  private static final double DISK_BYTES = 8e9;

  private static Path folder;

  @BeforeAll
  static void runAll() throws Exception {
    folder = RunFolder.of(PaperScaleTest.class, "paper");
    requireRoom();
    run("flame --seed 1 --images 4 --size 336 --points 1000000 --out fractals-00000.tar");
    for (String snapshot : List.of("h1-00042", "m2-00054")) {
      run("project --out maps-" + snapshot + ".fits --snapshot", demo(snapshot));
    }
    run("split --by map --seed 3 --test-fraction 0.3 --out catalogue.csv --maps maps-*.fits");
    run(
        "pretrain --shards fractals-00000.tar --seed 1 --threads 2 --device cpu --out checkpoint"
            + " --set schedule.batch-size=2 --set execution.micro-batches=1"
            + " --set schedule.epochs=1 --set schedule.warmup-epochs=0 --set schedule.log-every=1"
            + " --set teacher.temperature-warmup-epochs=0"
            + " --set optimizer.frozen-last-layer-epochs=0 --recipe",
        REPOSITORY.resolve("conf/recipes/paper.yaml").toString());
    run("export --checkpoint checkpoint --out encoder.safetensors");
    run(
        "embed --encoder encoder.safetensors --catalogue catalogue.csv --threads 2 --device cpu"
            + " --out vit.embeddings.safetensors");
    run(
        "whiten --embeddings vit.embeddings.safetensors --catalogue catalogue.csv"
            + " --model vit-pretrained-whitened --out vit.whitening.safetensors");
    run(
        "regress --features vit.whitening.safetensors --catalogue catalogue.csv"
            + " --model vit-pretrained-whitened --out vit");
    run(
        "segment --encoder encoder.safetensors --catalogue catalogue.csv --upsample 4 --count 2"
            + " --threads 2 --device cpu --out segmentation");
  }

  private static void requireRoom() throws IOException {
    long kibibytes =
        Files.readAllLines(Path.of("/proc/meminfo")).stream()
            .filter(line -> line.startsWith("MemAvailable:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    long disk = Files.getFileStore(folder).getUsableSpace();
    if (kibibytes * 1024 < MOST_MEGABYTES * 1e6 || disk < DISK_BYTES) {
      String reason =
          "skipped: ViT-L/16 needs 12 GB of memory and 8 GB of disk, here are %.1f and %.1f"
              .formatted(kibibytes * 1024 / 1e9, disk / 1e9);
      System.out.println(reason);
      Assumptions.abort(reason);
    }
  }

  /** Six gigabytes of weights that nobody looks at. */
  @AfterAll
  static void removeAll() throws IOException {
    RunFolder.of(PaperScaleTest.class, "paper");
  }

  private static String demo(String snapshot) {
    return REPOSITORY.resolve("assets/demo/" + snapshot + ".h5").toString();
  }

  /** Words between spaces, and paths that may hold some. */
  private static void run(String words, String... paths) throws Exception {
    List<String> command = new ArrayList<>();
    // A shell without patterns: the tools expand their own.
    command.addAll(List.of("env", "-C", folder.toString()));
    command.add(REPOSITORY.resolve("bin/protomass").toString());
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(List.of(paths));
    long begin = System.nanoTime();
    Shell.Result result = Shell.run(Map.of("PROTOMASS_HEAP", "2g"), PATIENCE_SECONDS, command);
    assertEquals(0, result.exitCode(), command + ":\n" + result.output());
    System.out.printf("%s: %.1f s%n", command.get(4), (System.nanoTime() - begin) / 1e9);
  }

  private static Map<?, ?> json(String text) {
    return (Map<?, ?>) new JsonSlurper().parseText(text);
  }

  private static double number(Map<?, ?> json, String key) {
    return ((Number) json.get(key)).doubleValue();
  }

  @Test
  void bothStepsLearnFromTheWholeRecipeWithinTheMemory() throws IOException {
    List<String> metrics = Files.readAllLines(folder.resolve("checkpoint/metrics.jsonl"));
    assertEquals(2, metrics.size());
    for (String line : metrics) {
      Map<?, ?> row = json(line);
      double crossEntropy = number(row, "dino_local_loss") + number(row, "dino_global_loss");
      // A network that has learned nothing has the logarithm of the prototypes; two steps from
      // random weights are not far from that.
      assertEquals(Math.log(65_536), crossEntropy, 1, line);
      assertTrue(number(row, "gradient_norm_backbone") > 0, line);
    }
    for (String line : Files.readAllLines(folder.resolve("checkpoint/throughput.jsonl"))) {
      assertTrue(number(json(line), "resident_megabytes") < MOST_MEGABYTES, line);
      assertEquals(2, number(json(line), "images"), line);
    }
  }

  @Test
  void aMapBecomesATokenOf1024FiniteNumbers() throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve("vit.embeddings.safetensors"))) {
      ByteBuffer all = ByteBuffer.allocate((int) channel.size()).order(ByteOrder.LITTLE_ENDIAN);
      while (all.hasRemaining() && channel.read(all) >= 0) {
        // to the end
      }
      all.flip();
      int header = (int) all.getLong();
      String text = new String(all.array(), Long.BYTES, header, StandardCharsets.UTF_8);
      Map<?, ?> token = (Map<?, ?>) json(text).get("class_token");
      assertEquals(List.of(MAPS, WIDTH), token.get("shape"));
      all.position(Long.BYTES + header);
      float first = all.getFloat();
      boolean differ = false;
      for (int i = 1; i < MAPS * WIDTH; i++) {
        float value = all.getFloat();
        assertTrue(Float.isFinite(value), "number " + i);
        differ |= value != first;
      }
      assertTrue(differ, "all numbers are " + first);
    }
  }

  @Test
  void massesArePredictedFromWhitenedTokens() throws IOException {
    Map<?, ?> scores = json(Files.readString(folder.resolve("vit.scores.json")));
    assertTrue(Double.isFinite(number(scores, "rmse_dex")), scores.toString());
    long rows = Files.readAllLines(folder.resolve("vit.predictions.csv")).size() - 1L;
    assertTrue(rows > 0 && rows < MAPS, rows + " test maps");
  }

  @Test
  void mapsAreEnlargedFourTimesAndColoured() throws IOException {
    Map<?, ?> segmentation =
        json(Files.readString(folder.resolve("segmentation/segmentation.json")));
    assertEquals(4, segmentation.get("enlargement"), segmentation.toString());
    List<?> panels = (List<?>) segmentation.get("panels");
    assertEquals(2, panels.size());
    for (Object panel : panels) {
      String file = String.valueOf(((Map<?, ?>) panel).get("file"));
      assertTrue(Files.size(folder.resolve("segmentation").resolve(file)) > 1000, file);
    }
  }
}
