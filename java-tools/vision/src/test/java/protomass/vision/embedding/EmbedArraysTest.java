package protomass.vision.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.command.CommandRunner;
import protomass.core.error.ExitCodes;
import protomass.core.file.Checksum;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.testing.Goldens;
import protomass.testing.SharedFolder;
import protomass.vision.encoder.EncoderHeader;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.resnet.SyntheticCatalogue;

/** Plain arrays as the official modules and as maps of the same numbers. */
class EmbedArraysTest {
  /** As of EncoderGoldenTest: three blocks, sums in another order, tokens of order one. */
  private static final float TOLERANCE = 1e-5f;

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  static List<Path> goldens() {
    return Goldens.of("dinov2", "vit_forward*.safetensors");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void tokensAreThoseOfTheOfficialModules(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file)) {
      Path encoder = encoder(golden);
      for (String input : List.of("native", "small", "oblong")) {
        long[] shape = golden.info(input + ".input").shapeArray();
        Path arrays = arrays(Tensor.of("x", golden.floats(input + ".input"), shape));
        assertEquals(0, embed(encoder, arrays, "--patch-tokens"), err.toString());
        try (SafetensorsFile tokens = SafetensorsFile.open(at("e.safetensors"))) {
          assertEquals(golden.info(input + ".cls").shape(), tokens.info("class_token").shape());
          assertArrayEquals(
              golden.floats(input + ".cls"), tokens.floats("class_token"), TOLERANCE, input);
          String patches = input + ".patches";
          assertEquals(golden.info(patches).shape(), tokens.info("patch_tokens").shape());
          assertArrayEquals(
              golden.floats(patches), tokens.floats("patch_tokens"), TOLERANCE, input);
        }
      }
    }
  }

  /** Mean 0 and deviation 1: the golden's inputs are standardised already. */
  private Path encoder(SafetensorsFile golden) {
    Map<String, String> metadata = golden.metadata();
    int width = Integer.parseInt(metadata.get("embed_dim"));
    String hidden = "weights.blocks.0.mlp.fc1.weight";
    EncoderShape shape =
        new EncoderShape(
            Integer.parseInt(metadata.get("img_size")),
            Integer.parseInt(metadata.get("patch_size")),
            3,
            width,
            Integer.parseInt(metadata.get("depth")),
            Integer.parseInt(metadata.get("num_heads")),
            (int) (golden.info(hidden).shape().getFirst() / width),
            Integer.parseInt(metadata.get("num_register_tokens")));
    List<Double> mean = Collections.nCopies(3, 0.0);
    List<Double> deviation = Collections.nCopies(3, 1.0);
    List<Tensor> weights = new ArrayList<>();
    for (TensorInfo info : shape.parameters()) {
      weights.add(
          Tensor.of(info.name(), golden.floats("weights." + info.name()), info.shapeArray()));
    }
    Path file = at("encoder.safetensors");
    SafetensorsWriter.write(file, new EncoderHeader(shape, mean, deviation).metadata(), weights);
    return file;
  }

  @Test
  void arraysOfNormalisedMapsAreEmbeddedAsTheMaps() {
    Path catalogue = SyntheticCatalogue.write(folder, 11, 32);
    float[] all = new float[11 * 3 * 32 * 32];
    try (NormalisedMaps maps = NormalisedMaps.of(Catalogue.read(catalogue))) {
      for (int row = 0; row < 11; row++) {
        float[] map = maps.normalised(row);
        System.arraycopy(map, 0, all, row * map.length, map.length);
      }
    }
    Path arrays = arrays(Tensor.of("any name", all, 11, 3, 32, 32));
    String encoder = "random:" + recipe() + ":4";
    assertEquals(0, embed(encoder, "--arrays", arrays, "arrays.safetensors"), err.toString());
    assertEquals(0, embed(encoder, "--catalogue", catalogue, "maps.safetensors"), err.toString());
    try (SafetensorsFile ofArrays = SafetensorsFile.open(at("arrays.safetensors"));
        SafetensorsFile ofMaps = SafetensorsFile.open(at("maps.safetensors"))) {
      assertArrayEquals(ofMaps.floats("class_token"), ofArrays.floats("class_token"));
      assertNull(ofArrays.metadata().get("catalogue_sha256"));
      assertEquals(Checksum.sha256(catalogue), ofMaps.metadata().get("catalogue_sha256"));
      assertEquals(
          Checksum.sha256(arrays), ofArrays.requireMetadata("input." + arrays.getFileName()));
    }
  }

  @Test
  void randomWeightsMayTakeTheShapeOfAnotherEncoder() {
    try (SafetensorsFile golden = SafetensorsFile.open(goldens().getFirst())) {
      Path encoder = encoder(golden);
      float[] values = golden.floats("oblong.input");
      Path arrays = arrays(Tensor.of("x", values, golden.info("oblong.input").shapeArray()));
      for (String seed : List.of("4", "5")) {
        String random = "random:" + encoder + ":" + seed;
        assertEquals(0, embed(random, "--arrays", arrays, seed), err.toString());
      }
      assertEquals(0, embed(encoder.toString(), "--arrays", arrays, "own"), err.toString());
      try (SafetensorsFile four = SafetensorsFile.open(at("4"));
          SafetensorsFile five = SafetensorsFile.open(at("5"));
          SafetensorsFile own = SafetensorsFile.open(at("own"))) {
        assertEquals(own.info("class_token"), four.info("class_token"));
        assertTrue(four.floats("class_token")[0] != five.floats("class_token")[0]);
        assertTrue(four.floats("class_token")[0] != own.floats("class_token")[0]);
      }
    }
  }

  @Test
  void whatIsNoSetOfPicturesIsRefusedInOneLine() {
    assertRefused("holds no tensor");
    assertRefused(
        "holds 2 tensors: a, b; give one tensor (pictures, channels, height, width) in float32",
        Tensor.of("a", new float[192], 1, 3, 8, 8),
        Tensor.of("b", new float[192], 1, 3, 8, 8));
    assertRefused(
        "holds 'a' of type F64 and shape [1, 3, 8, 8]",
        Tensor.of("a", new double[192], 1, 3, 8, 8));
    assertRefused(
        "holds 'a' of type F32 and shape [3, 8, 8]", Tensor.of("a", new float[192], 3, 8, 8));
    assertRefused("and shape [0, 3, 8, 8]", Tensor.of("a", new float[0], 0, 3, 8, 8));
    assertRefused(
        "has arrays of 1 channels, the encoder takes 3", Tensor.of("a", new float[64], 1, 1, 8, 8));
    assertRefused(
        "has arrays of 8 x 12 pixels, which patches of 8 do not tile; give arrays of a size",
        Tensor.of("a", new float[288], 1, 3, 8, 12));
    float[] values = new float[2 * 3 * 8 * 16];
    values[3 * 8 * 16 + 8 * 16 + 2 * 16 + 5] = Float.NaN;
    assertRefused(
        "array 1 has NaN in channel 1 at y 2, x 5; replace it by a number",
        Tensor.of("a", values, 2, 3, 8, 16));
  }

  @Test
  void eitherACatalogueOrArraysAreGiven() {
    String encoder = "random:" + recipe() + ":4";
    Path out = at("e.safetensors");
    assertEquals(ExitCodes.USAGE, run("--encoder", encoder, "--out", out));
    assertTrue(err.toString().contains("--catalogue=FILE | --arrays=FILE"), err.toString());
    int both = run("--encoder", encoder, "--catalogue", "c.csv", "--arrays", "a", "--out", out);
    assertEquals(ExitCodes.USAGE, both);
    assertTrue(err.toString().contains("mutually exclusive"), err.toString());
  }

  private void assertRefused(String message, Tensor... tensors) {
    err.getBuffer().setLength(0);
    Path arrays = arrays(tensors);
    assertEquals(
        ExitCodes.BAD_INPUT, embed("random:" + recipe() + ":4", "--arrays", arrays, "refused"));
    assertTrue(err.toString().contains(arrays + ": "), err.toString());
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertFalse(Files.exists(at("refused")));
  }

  private Path arrays(Tensor... tensors) {
    Path file = at("pictures.safetensors");
    SafetensorsWriter.write(file, Map.of(), List.of(tensors));
    return file;
  }

  private int embed(Path encoder, Path arrays, String more) {
    return run("--encoder", encoder, "--arrays", arrays, "--out", at("e.safetensors"), "-q", more);
  }

  private int embed(String encoder, String option, Path input, String out) {
    return run("--encoder", encoder, option, input, "--out", at(out), "-q", "--threads", "1");
  }

  private int run(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return CommandRunner.of(new EmbedCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(words.toArray(String[]::new));
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static Path recipe() {
    return SharedFolder.repository().resolve("conf/recipes/test.yaml");
  }
}
