package protomass.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.testing.Goldens;
import protomass.vision.torch.NamedTensors;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/** The encoder against the official modules on PyTorch. */
class EncoderGoldenTest {
  /**
   * Tokens are of order one; fused attention differs from the written-out form by 4e-7 a block, and
   * sums of a few hundred products in another order by about as much.
   */
  private static final float TOLERANCE = 1e-5f;

  /** Of numbers from twelve blocks of width 384 with weights far from those of a trained model. */
  private static final float FORMULA_TOLERANCE = 1e-4f;

  private static final Pattern BLOCKS = Pattern.compile("block(\\d+)_(\\d+)");

  static List<Path> filesWithWeights() {
    return Goldens.of("dinov2", "vit_forward*.safetensors");
  }

  static List<Path> filesWithoutWeights() {
    return Goldens.of("dinov2", "vit_small*.safetensors");
  }

  @ParameterizedTest
  @MethodSource("filesWithWeights")
  void forward(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file);
        NDManager manager = Torch.newManager();
        TorchScript script = TorchScript.compile(Encoder.class, Encoder.SCRIPT)) {
      EncoderShape shape = shape(golden);
      NamedTensors weights = NamedTensors.read(manager, shape.parameters(), golden, "weights.");
      for (String input : inputs(golden)) {
        compareTokens(golden, input, encode(manager, script, shape, weights, golden, input));
      }
    }
  }

  private static NDList encode(
      NDManager manager,
      TorchScript script,
      EncoderShape shape,
      NamedTensors weights,
      SafetensorsFile golden,
      String input) {
    return script.call(
        manager,
        "encode",
        weights.tensors(),
        input(manager, golden, input),
        masks(manager, golden, input),
        shape.forScript(),
        new NDList());
  }

  private static void compareTokens(SafetensorsFile golden, String input, NDList tokens) {
    float tolerance = golden.contains("weights.cls_token") ? TOLERANCE : FORMULA_TOLERANCE;
    List<String> order = List.of("cls", "registers", "patches", "prenorm");
    for (int i = 0; i < order.size(); i++) {
      String name = input + "." + order.get(i);
      if (golden.contains(name)) {
        assertArrayEquals(golden.floats(name), Torch.floats(tokens.get(i)), tolerance, name);
      }
    }
    assertTrue(golden.contains(input + ".cls") && golden.contains(input + ".patches"), input);
  }

  @ParameterizedTest
  @MethodSource("filesWithoutWeights")
  void theShapeOfTheOfficialSmallModel(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file);
        NDManager manager = Torch.newManager();
        TorchScript script =
            TorchScript.compile(Encoder.class, Encoder.SCRIPT, Encoder.FROZEN_SCRIPT)) {
      EncoderShape shape = shape(golden);
      int[] position = {0};
      NamedTensors weights =
          NamedTensors.of(
              manager,
              shape.parameters(),
              info -> formula(info.name(), info.shapeArray(), position[0]++));
      NDList folded = script.call(manager, "fold", weights.tensors(), shape.forScript());
      for (String input : inputs(golden)) {
        compareTokens(golden, input, encode(manager, script, shape, weights, golden, input));
        float[] expected = golden.floats(blocks(golden, input));
        int count = golden.info(blocks(golden, input)).shape().getFirst().intValue();
        NDList layers =
            script.call(
                manager,
                "intermediate_layers",
                folded,
                input(manager, golden, input),
                shape.forScript(),
                count);
        int length = expected.length / count;
        for (int i = 0; i < count; i++) {
          assertArrayEquals(
              Arrays.copyOfRange(expected, i * length, (i + 1) * length),
              Torch.floats(layers.get(i)),
              FORMULA_TOLERANCE);
        }
      }
    }
  }

  /** The tensor of the last blocks' patch tokens, whose name says which blocks they are. */
  private static String blocks(SafetensorsFile golden, String input) {
    for (String name : golden.names()) {
      Matcher blocks =
          BLOCKS.matcher(name.startsWith(input + ".") ? name.substring(input.length() + 1) : "");
      if (blocks.matches()) {
        assertEquals(shape(golden).depth(), Integer.parseInt(blocks.group(2)), name);
        return name;
      }
    }
    throw new AssertionError("no tokens of single blocks for " + input);
  }

  private static List<String> inputs(SafetensorsFile golden) {
    List<String> inputs =
        golden.names().stream()
            .filter(name -> name.endsWith(".input"))
            .map(name -> name.substring(0, name.lastIndexOf('.')))
            .toList();
    assertFalse(inputs.isEmpty(), "no inputs among the golden's tensors");
    return inputs;
  }

  @Test
  void threadsDoNotChangeFeatures() {
    EncoderShape shape = new EncoderShape(48, 8, 3, 32, 3, 2, 4, 0);
    EncoderHeader header = new EncoderHeader(shape, List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2));
    int size = 2 * shape.patchSize();
    float[] pictures = new float[19 * 3 * size * size];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = (float) Math.sin(i);
    }
    FeatureChoice choice = new FeatureChoice(2, FeatureChoice.Pooling.BOTH);
    List<float[]> features = new ArrayList<>();
    List<float[]> tokens = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      try (ParallelEncoder encoder = new ParallelEncoder(Encoder.random(header, 1, 5), threads)) {
        features.add(encoder.features(pictures, 19, size, choice));
        tokens.add(encoder.patchTokens(pictures, 19, size));
      }
    }
    assertEquals(19 * choice.width(shape), features.getFirst().length);
    assertEquals(19 * 4 * shape.width(), tokens.getFirst().length);
    for (int i = 1; i < 3; i++) {
      assertArrayEquals(features.getFirst(), features.get(i));
      assertArrayEquals(tokens.getFirst(), tokens.get(i));
    }
    try (Encoder alone = Encoder.random(header, 1, 5);
        NDManager manager = Torch.newManager()) {
      float[] all = Torch.floats(alone.features(manager, pictures, 19, size, choice));
      assertArrayEquals(all, features.getFirst(), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("filesWithoutWeights")
  void aFileWithoutMetadataIsReadAsTheOfficialModel(Path path, @TempDir Path folder) {
    try (SafetensorsFile golden = SafetensorsFile.open(path)) {
      EncoderShape shape = shape(golden);
      List<Tensor> tensors = new ArrayList<>();
      for (TensorInfo info : shape.parameters()) {
        float[] values = formula(info.name(), info.shapeArray(), tensors.size());
        tensors.add(Tensor.of(info.name(), values, info.shapeArray()));
      }
      Path file = folder.resolve("official.safetensors");
      SafetensorsWriter.write(file, Map.of(), tensors);
      for (String input : inputs(golden)) {
        long[] size = golden.info(input + ".input").shapeArray();
        if (size[0] == 1 && size[2] == size[3]) {
          readAsTheOfficialModel(golden, input, (int) size[2], file);
        }
      }
    }
  }

  private static void readAsTheOfficialModel(
      SafetensorsFile golden, String input, int size, Path file) {
    EncoderShape shape = shape(golden);
    float[] pictures = pictures(golden.floats(input + ".input"));
    float[] expected = golden.floats(input + ".cls");
    try (Encoder encoder = Encoder.read(file);
        NDManager manager = Torch.newManager()) {
      assertEquals(shape, encoder.shape());
      assertArrayEquals(
          expected,
          Torch.floats(encoder.encode(manager, pictures, 1, size).classTokens()),
          FORMULA_TOLERANCE);
      float[] blocks = golden.floats(blocks(golden, input));
      int count = golden.info(blocks(golden, input)).shape().getFirst().intValue();
      FeatureChoice both = new FeatureChoice(count, FeatureChoice.Pooling.BOTH);
      float[] pooled = Torch.floats(encoder.features(manager, pictures, 1, size, both));
      assertEquals(both.width(shape), pooled.length);
      int width = shape.width();
      int patches = blocks.length / count / width;
      for (int layer = 0; layer < count; layer++) {
        float[] mean = new float[width];
        for (int i = 0; i < patches * width; i++) {
          mean[i % width] += blocks[layer * patches * width + i] / patches;
        }
        int from = (2 * layer + 1) * width;
        assertArrayEquals(mean, Arrays.copyOfRange(pooled, from, from + width), FORMULA_TOLERANCE);
      }
      int last = 2 * (count - 1) * width;
      assertArrayEquals(
          expected, Arrays.copyOfRange(pooled, last, last + width), FORMULA_TOLERANCE);
    }
    try (Encoder half = Encoder.read(file).in(Precision.BFLOAT16);
        NDManager manager = Torch.newManager()) {
      float[] found = Torch.floats(half.encode(manager, pictures, 1, size).classTokens());
      // Eight bits of mantissa, twelve blocks: a few per cent of the token's length.
      assertTrue(distance(expected, found) < 0.05 * distance(expected, new float[expected.length]));
      assertTrue(distance(expected, found) > 0);
    }
  }

  /** Undoes the standardisation by ImageNet's mean and deviation that an official file implies. */
  private static float[] pictures(float[] input) {
    double[] mean = {0.485, 0.456, 0.406};
    double[] deviation = {0.229, 0.224, 0.225};
    float[] pictures = new float[input.length];
    for (int i = 0; i < input.length; i++) {
      int channel = i / (input.length / 3);
      pictures[i] = (float) (input[i] * deviation[channel] + mean[channel]);
    }
    return pictures;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @MethodSource("filesWithWeights")
  void namesAreTheOfficialOnes(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file)) {
      for (TensorInfo info : shape(golden).parameters()) {
        assertEquals(info.shape(), golden.info("weights." + info.name()).shape());
      }
    }
  }

  private static NDArray input(NDManager manager, SafetensorsFile golden, String input) {
    return Torch.tensor(
        manager, golden.floats(input + ".input"), golden.info(input + ".input").shapeArray());
  }

  private static NDArray masks(NDManager manager, SafetensorsFile golden, String input) {
    String name = input + ".mask";
    if (!golden.contains(name)) {
      return Torch.tensor(manager, new float[0], 0);
    }
    long[] values = golden.longs(name);
    boolean[] mask = new boolean[values.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = values[i] != 0;
    }
    return Torch.mask(manager, mask, golden.info(name).shapeArray());
  }

  private static EncoderShape shape(SafetensorsFile golden) {
    Map<String, String> metadata = golden.metadata();
    int width = Integer.parseInt(metadata.get("embed_dim"));
    String hidden = "weights.blocks.0.mlp.fc1.weight";
    int channels = golden.info(inputs(golden).getFirst() + ".input").shape().get(1).intValue();
    return new EncoderShape(
        Integer.parseInt(metadata.get("img_size")),
        Integer.parseInt(metadata.get("patch_size")),
        channels,
        width,
        Integer.parseInt(metadata.get("depth")),
        Integer.parseInt(metadata.get("num_heads")),
        golden.contains(hidden) ? golden.info(hidden).shape().getFirst().intValue() / width : 4,
        Integer.parseInt(metadata.getOrDefault("num_register_tokens", "0")));
  }

  /** The formula of the golden's metadata. */
  private static float[] formula(String name, long[] shape, int index) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    double fanIn = (double) count / shape[0];
    boolean token =
        name.equals("pos_embed") || name.equals("cls_token") || name.equals("mask_token");
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double s = Math.sin(0.37 * i * i + 1.7 * index + 0.1 * i);
      double value;
      if (name.endsWith("gamma")) {
        value = 0.3 + 0.1 * s;
      } else if (name.contains("norm") && name.endsWith("weight")) {
        value = 1 + 0.1 * s;
      } else if (shape.length > 1 && !token) {
        value = Math.sqrt(2 / fanIn) * s;
      } else {
        value = 0.05 * s;
      }
      values[i] = (float) value;
    }
    return values;
  }
}
