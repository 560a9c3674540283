package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.ThroughputRow;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.command.CommandRunner;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.flame.command.FlameCommand;
import protomass.testing.SharedFolder;
import protomass.testing.Unsealed;
import protomass.vision.embedding.EmbedCommand;
import protomass.vision.encoder.Encoder;
import protomass.vision.resnet.SyntheticCatalogue;
import protomass.vision.torch.Torch;

/** From shards to embeddings through the commands, and every refusal on the way. */
class PretrainCommandTest {
  /** As conf/recipes/test.yaml has it. */
  private static final int BATCH_SIZE = 4;

  @TempDir static Path images;
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void drawShards() {
    for (int shard = 0; shard < 2; shard++) {
      int exitCode =
          CommandRunner.of(new FlameCommand())
              .execute(
                  "--quiet",
                  "--seed",
                  "3",
                  "--images",
                  "16",
                  "--shards",
                  "2",
                  "--shard",
                  "" + shard,
                  "--size",
                  "40",
                  "--points",
                  "5000",
                  "--colour",
                  "independent",
                  "--threads",
                  "1",
                  "--out",
                  images.resolve("fractals-%d.tar".formatted(shard)).toString());
      assertEquals(ExitCodes.DONE, exitCode);
    }
  }

  private static Path recipe() {
    return SharedFolder.repository().resolve("conf/recipes/test.yaml");
  }

  private int pretrain(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--recipe", recipe().toString(), "--quiet", "--threads", "1", "--seed", "5"));
    arguments.addAll(List.of(options));
    if (!arguments.contains("--shards") && !arguments.contains("--fractals")) {
      arguments.addAll(List.of("--shards", images + "/*.tar"));
    }
    return run(new PretrainCommand(), arguments.toArray(String[]::new));
  }

  /** One channel of a map, against the encoder's own answer to that map with the others at 0. */
  @Test
  void embedsOneChannelAlone() {
    Path catalogue = SyntheticCatalogue.write(folder, 3, 32);
    String encoder = "random:" + recipe() + ":4";
    assertEquals(
        0,
        run(
            new EmbedCommand(),
            "-q",
            "--threads",
            "1",
            "--encoder",
            encoder,
            "--catalogue",
            "" + catalogue,
            "--only",
            "velocity",
            "--out",
            at("e.safetensors")),
        "" + err);
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("e.safetensors"));
        Encoder alone = protomass.vision.recipe.EncoderSource.parse(encoder).open();
        NormalisedMaps maps = NormalisedMaps.of(Catalogue.read(catalogue));
        var manager = Torch.newManager()) {
      for (int row = 0; row < 3; row++) {
        float[] map = maps.normalised(row);
        for (int i = 0; i < map.length; i++) {
          map[i] = i / (32 * 32) == 1 ? map[i] : 0;
        }
        assertArrayEquals(
            file.floats("class_token", row, 1),
            Torch.floats(alone.encode(manager, map, 1, 32).classTokens()),
            1e-5f);
      }
    }
    assertEquals(
        2,
        run(
            new EmbedCommand(),
            "--encoder",
            encoder,
            "--catalogue",
            "" + catalogue,
            "--only",
            "colour",
            "--out",
            at("f.safetensors")));
    assertTrue(
        ("" + err).contains("'colour' is none of column-density, velocity, dispersion"), "" + err);
  }

  private int run(Object command, String... arguments) {
    return CommandRunner.of(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void assertRefused(int exitCode, String message, String... options) {
    err.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--out", at("refused")));
    assertEquals(exitCode, pretrain(arguments.toArray(String[]::new)), err.toString());
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertFalse(Files.exists(folder.resolve("refused")));
  }

  @Test
  void segmentsLeadToTheSameEncoderAsOneTraining() throws IOException {
    assertEquals(0, pretrain("--out", at("whole")), err.toString());
    assertEquals(0, pretrain("--segments", "3", "--out", at("a")), err.toString());
    assertEquals(0, pretrain("--segments", "3", "--from", at("a"), "--out", at("b")));
    assertEquals(0, pretrain("--segments", "3", "--from", at("b"), "--out", at("c")));
    for (String name : List.of("student.safetensors", "teacher.safetensors", "metrics.jsonl")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(name)),
          Files.readAllBytes(folder.resolve("c").resolve(name)),
          name);
    }
    assertEquals(16, Checkpoint.open(folder.resolve("c")).state().iteration());
  }

  @Test
  void stopsAtTheBudgetAndGoesOnWithTheSameCommand() throws IOException {
    assertEquals(0, pretrain("--out", at("whole")), err.toString());
    int stops = 0;
    int exitCode;
    do {
      exitCode = pretrain("--wall-clock-budget", "0s", "--out", at("stopping"));
      stops++;
    } while (exitCode == ExitCodes.STOPPED_IN_GOOD_ORDER && stops < 100);
    assertEquals(0, exitCode, err.toString());
    // A step at a time: fifteen stops, and the sixteenth step completes.
    assertEquals(16, stops);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/teacher.safetensors")),
        Files.readAllBytes(folder.resolve("stopping/teacher.safetensors")));
  }

  @Test
  void theExportedEncoderIsTheTeachersBackbone() {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("c")), err.toString());
    String encoder = at("encoder.safetensors");
    assertEquals(
        0, run(new ExportCommand(), "-q", "--checkpoint", at("c"), "--out", encoder), "" + err);
    try (SafetensorsFile exported = SafetensorsFile.open(Path.of(encoder));
        SafetensorsFile teacher = SafetensorsFile.open(folder.resolve("c/teacher.safetensors"))) {
      for (String name : exported.names()) {
        assertArrayEquals(teacher.floats("backbone." + name), exported.floats(name), name);
      }
      assertEquals(
          teacher.names().stream().filter(name -> name.startsWith("backbone.")).count(),
          exported.names().size());
    }
  }

  @Test
  void embeddingsStandInTheOrderOfTheCatalogue() {
    Path catalogue = SyntheticCatalogue.write(folder, 7, 32);
    String encoder = "random:" + recipe() + ":4";
    assertEquals(
        0,
        run(
            new EmbedCommand(),
            "-q",
            "--threads",
            "1",
            "--encoder",
            encoder,
            "--catalogue",
            "" + catalogue,
            "--batch-size",
            "3",
            "--patch-tokens",
            "--out",
            at("e.safetensors")),
        "" + err);
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("e.safetensors"));
        Encoder alone = protomass.vision.recipe.EncoderSource.parse(encoder).open();
        NormalisedMaps maps = NormalisedMaps.of(Catalogue.read(catalogue));
        var manager = Torch.newManager()) {
      assertEquals(List.of(7L, 16L), file.info("class_token").shape());
      assertEquals(List.of(7L, 16L, 16L), file.info("patch_tokens").shape());
      for (int row = 0; row < 7; row++) {
        var tokens = alone.encode(manager, maps.normalised(row), 1, 32);
        // A batch of one may sum in another order than a batch of three.
        assertArrayEquals(
            file.floats("class_token", row, 1), Torch.floats(tokens.classTokens()), 1e-5f);
        assertArrayEquals(
            file.floats("patch_tokens", row, 1), Torch.floats(tokens.patchTokens()), 1e-5f);
      }
    }
  }

  @Test
  void embeddingsOfSeveralLayersHaveANameOfTheirOwn() {
    Path catalogue = SyntheticCatalogue.write(folder, 5, 32);
    assertEquals(
        0,
        run(
            new EmbedCommand(),
            "-q",
            "--threads",
            "1",
            "--encoder",
            "random:" + recipe() + ":4",
            "--catalogue",
            "" + catalogue,
            "--layers",
            "2",
            "--pooling",
            "both",
            "--precision",
            "bfloat16",
            "--out",
            at("e.safetensors")),
        "" + err);
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("e.safetensors"))) {
      assertEquals(List.of("embedding"), List.copyOf(file.names()));
      assertEquals(List.of(5L, 2L * 2 * 16), file.info("embedding").shape());
    }
    int tooMany =
        run(
            new EmbedCommand(),
            "-q",
            "--encoder",
            "random:" + recipe() + ":4",
            "--catalogue",
            "" + catalogue,
            "--layers",
            "3",
            "--out",
            at("refused"));
    assertEquals(ExitCodes.USAGE, tooMany);
    assertTrue(err.toString().contains("--layers is 3; give a value from 1 to 2"), "" + err);
  }

  @Test
  void anEmptyShardIsRefused() throws IOException {
    Path empty = folder.resolve("fractals-9.tar");
    Files.createFile(empty);
    Files.copy(
        images.resolve("fractals-0.manifest.json"), folder.resolve("fractals-9.manifest.json"));
    assertRefused(ExitCodes.BAD_INPUT, "fractals-9.tar: ", "--shards", empty.toString());
  }

  @Test
  void shardsThatDoNotExistAreRefused() {
    assertRefused(ExitCodes.BAD_INPUT, "matches no file", "--shards", at("*.tar"));
  }

  @Test
  void aCheckpointOfAnotherRecipeIsRefused() {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("a")), err.toString());
    assertRefused(
        ExitCodes.BAD_INPUT,
        "was trained with optimizer.base-rate 0.001, not 0.01",
        "--set",
        "optimizer.base-rate=0.01",
        "--from",
        at("a"));
  }

  @Test
  void twoDevicesShareABatchAndLearnTheSame() throws IOException {
    List<String> halves = List.of("--set", "execution.micro-batches=2", "--until-epoch", "1");
    List<String> one = new ArrayList<>(halves);
    one.addAll(List.of("--device", "cpu", "--out", at("one")));
    List<String> two = new ArrayList<>(halves);
    two.addAll(List.of("--device", "cpu,cpu", "--out", at("two")));
    assertEquals(0, pretrain(one.toArray(String[]::new)), err.toString());
    assertEquals(0, pretrain(two.toArray(String[]::new)), err.toString());
    for (String name : List.of("student.safetensors", "teacher.safetensors", "metrics.jsonl")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(name)),
          Files.readAllBytes(folder.resolve("two").resolve(name)),
          name);
    }
  }

  @Test
  void devicesThatAreNotThereOrHaveNoWorkAreRefused() {
    int usage = ExitCodes.USAGE;
    assertRefused(usage, "--device 'gpu' is no device; give cpu, cuda", "--device", "gpu");
    assertRefused(usage, "--device 'cuda:x' is no device", "--device", "cpu,cuda:x");
    assertRefused(usage, "--device cuda:900 is not there: the engine", "--device", "cuda:900");
    assertRefused(
        usage,
        "--device names 2 devices for execution.micro-batches 1; raise",
        "--device",
        "cpu,cpu");
    assertRefused(
        usage,
        "schedule.batch-size 4 cannot be cut into execution.micro-batches 4 of 2 or more images",
        "--set",
        "execution.micro-batches=4");
    assertRefused(
        usage,
        "objective.koleo-group 3 does not divide a micro-batch of 4",
        "--set",
        "objective.koleo-group=3");
  }

  @Test
  void everyLoggedStepSaysWhatItCost() throws IOException {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("a")), err.toString());
    List<String> lines = Files.readAllLines(folder.resolve("a/throughput.jsonl"));
    assertEquals(Files.readAllLines(folder.resolve("a/metrics.jsonl")).size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonNode row = Json.mapper().readTree(lines.get(i));
      assertEquals(i + 1, row.get("iteration").asInt());
      assertTrue(row.get("images_per_second").asDouble() > 0, lines.get(i));
      double waited = row.get("waited_share").asDouble();
      assertTrue(waited >= 0 && waited <= 1, lines.get(i));
      // More than an empty virtual machine, less than this machine's memory.
      assertTrue(row.get("resident_megabytes").asLong() > 50, lines.get(i));
      // The system counts in steps of 10 ms, so a short step may show none.
      assertTrue(row.get("processor_seconds").asDouble() >= 0, lines.get(i));
      assertFalse(row.has("gpu_seconds"), lines.get(i));
    }
    long images = Json.mapper().readTree(lines.getLast()).get("iteration").asLong() * BATCH_SIZE;
    ThroughputRow.Sum sum = ThroughputRow.sum(folder.resolve("a/throughput.jsonl"));
    assertEquals(images, sum.images());
    assertTrue(sum.processorSeconds() > 0, lines.toString());
  }

  @Test
  void aStreamOfFractalsTrainsAsTheStoredOnes() throws IOException {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("stored")), err.toString());
    String stream = "stream:seed=3,count=16,size=40,points=5000,colour=independent";
    assertEquals(
        0, pretrain("--fractals", stream, "--until-epoch", "1", "--out", at("streamed")), "" + err);
    for (String name : List.of("student.safetensors", "teacher.safetensors", "metrics.jsonl")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("stored").resolve(name)),
          Files.readAllBytes(folder.resolve("streamed").resolve(name)),
          name);
    }
    assertRefused(
        ExitCodes.USAGE,
        "--shards and --fractals exclude each other",
        "--shards",
        images + "/*.tar",
        "--fractals",
        stream);
    assertRefused(ExitCodes.USAGE, "--fractals 'x' is no stream; write it as", "--fractals", "x");
  }

  @Test
  void aWarmStartTakesTheWeightsAlone() {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("a")), err.toString());
    // Without a single step of any size the weights stay what they were, and the count begins anew.
    assertEquals(
        0,
        pretrain(
            "--warm-start",
            at("a"),
            "--set",
            "optimizer.base-rate=1e-30",
            "--set",
            "optimizer.final-rate=0",
            "--set",
            "teacher.momentum=1",
            "--until-epoch",
            "1",
            "--out",
            at("b")),
        err.toString());
    assertEquals(4, Checkpoint.open(folder.resolve("b")).state().iteration());
    for (String name : List.of("student.safetensors", "teacher.safetensors")) {
      try (SafetensorsFile before = SafetensorsFile.open(folder.resolve("a").resolve(name));
          SafetensorsFile after = SafetensorsFile.open(folder.resolve("b").resolve(name))) {
        for (String tensor : before.names()) {
          assertArrayEquals(before.floats(tensor), after.floats(tensor), 1e-20f, tensor);
        }
      }
    }
    assertRefused(
        ExitCodes.BAD_INPUT,
        "has the shape [1, 1, 16], not [1, 1, 32]",
        "--warm-start",
        at("a"),
        "--set",
        "encoder.width=32");
  }

  @Test
  void aCheckpointOfAnotherVersionIsRefused() throws IOException {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("a")), err.toString());
    Path state = folder.resolve("a/state.json");
    String text = Files.readString(state);
    String version = Checkpoint.open(folder.resolve("a")).state().provenance().version();
    Files.writeString(
        state, Unsealed.json(text).replace("\"version\" : \"" + version, "\"version\" : \"0.0.1"));
    assertRefused(
        ExitCodes.BAD_INPUT, "was trained with version 0.0.1, not " + version, "--from", at("a"));
  }

  /** A list without files would let any file pass. */
  @Test
  void aStateThatLacksFilesOrProvenanceIsRefused() throws IOException {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("a")), err.toString());
    Path state = folder.resolve("a/state.json");
    String whole = Unsealed.json(Files.readString(state));
    Files.writeString(state, whole.replaceFirst("(?s)\"files\" : \\{[^}]*}", "\"files\" : {}"));
    assertRefused(ExitCodes.BAD_INPUT, "state.json: lists the files []", "--from", at("a"));
    Files.writeString(
        state, whole.replaceFirst("(?s)\"provenance\" : .*", "\"provenance\" : null\n}\n"));
    assertRefused(ExitCodes.BAD_INPUT, "provenance is null", "--from", at("a"));
  }

  @Test
  void aLossThatIsNotFiniteStopsBeforeTheCheckpointIsTouched() throws IOException {
    assertEquals(0, pretrain("--until-epoch", "1", "--out", at("a")), err.toString());
    byte[] state = Files.readAllBytes(folder.resolve("a/state.json"));
    err.getBuffer().setLength(0);
    // A rate that throws the weights out of all bounds within a step or two.
    int exitCode =
        pretrain(
            "--warm-start",
            at("a"),
            "--set",
            "optimizer.base-rate=1e30",
            "--set",
            "schedule.warmup-epochs=0",
            "--checkpoint-every",
            "9",
            "--out",
            at("b"));
    assertEquals(ExitCodes.BAD_INPUT, exitCode, err.toString());
    assertTrue(
        err.toString().matches("(?s).*at iteration [12] the .* loss.* is not finite; lower .*"),
        err.toString());
    assertFalse(Files.exists(folder.resolve("b")));
    assertArrayEquals(state, Files.readAllBytes(folder.resolve("a/state.json")));
  }

  @Test
  void aFolderThatIsNoCheckpointIsRefused() {
    assertRefused(ExitCodes.BAD_INPUT, "is no checkpoint", "--from", images.toString());
  }

  @Test
  void valuesOutOfBoundsAreRefused() {
    assertRefused(ExitCodes.USAGE, "schedule.batch-size is 1", "--set", "schedule.batch-size=1");
    assertRefused(ExitCodes.USAGE, "--until-epoch is 5", "--until-epoch", "5");
    assertRefused(ExitCodes.USAGE, "a batch of 17", "--set", "schedule.batch-size=17");
  }

  @Test
  void anEncoderFromABrokenSourceIsRefused() throws IOException {
    Path catalogue = SyntheticCatalogue.write(folder, 3, 32);
    Path broken = Files.writeString(folder.resolve("broken.safetensors"), "no tensors");
    for (String encoder : List.of(broken.toString(), "random:recipe.yaml")) {
      err.getBuffer().setLength(0);
      int exitCode =
          run(
              new EmbedCommand(),
              "-q",
              "--encoder",
              encoder,
              "--catalogue",
              "" + catalogue,
              "--out",
              at("e"));
      assertEquals(encoder.startsWith("random") ? ExitCodes.USAGE : ExitCodes.BAD_INPUT, exitCode);
      assertEquals(1, err.toString().lines().count(), err.toString());
      assertFalse(Files.exists(folder.resolve("e")));
    }
  }
}
