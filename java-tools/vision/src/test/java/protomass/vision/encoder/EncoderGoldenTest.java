package protomass.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.testing.SharedFolder;
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

  @ParameterizedTest
  @CsvSource({
    "vit_forward, native",
    "vit_forward, small",
    "vit_forward, oblong",
    "vit_forward, masked",
    "vit_forward_registers, native",
    "vit_forward_registers, small"
  })
  void forward(String name, String input) {
    try (SafetensorsFile golden = open(name);
        NDManager manager = Torch.newManager();
        TorchScript script = TorchScript.compile(Encoder.class, Encoder.SCRIPT)) {
      EncoderShape shape = shape(golden);
      NamedTensors weights = NamedTensors.read(manager, shape.parameters(), golden, "weights.");
      NDArray x =
          Torch.tensor(
              manager, golden.floats(input + ".input"), golden.info(input + ".input").shapeArray());
      NDList tokens =
          script.call(
              manager,
              "encode",
              weights.tensors(),
              x,
              masks(manager, golden, input),
              shape.forScript(),
              new NDList());
      assertArrayEquals(golden.floats(input + ".cls"), Torch.floats(tokens.get(0)), TOLERANCE);
      assertArrayEquals(golden.floats(input + ".patches"), Torch.floats(tokens.get(2)), TOLERANCE);
      if (golden.contains(input + ".prenorm")) {
        assertArrayEquals(
            golden.floats(input + ".prenorm"), Torch.floats(tokens.get(3)), TOLERANCE);
      }
      if (golden.contains(input + ".registers")) {
        assertArrayEquals(
            golden.floats(input + ".registers"), Torch.floats(tokens.get(1)), TOLERANCE);
      }
    }
  }

  @Test
  void theShapeOfTheOfficialSmallModel() {
    try (SafetensorsFile golden = open("vit_small14");
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
      for (String input : new String[] {"square", "oblong"}) {
        NDArray x =
            Torch.tensor(
                manager,
                golden.floats(input + ".input"),
                golden.info(input + ".input").shapeArray());
        NDList tokens =
            script.call(
                manager,
                "encode",
                weights.tensors(),
                x,
                masks(manager, golden, input),
                shape.forScript(),
                new NDList());
        // Twelve blocks of width 384 with weights far from those of a trained model.
        assertClose(golden.floats(input + ".cls"), Torch.floats(tokens.get(0)), 1e-4f);
        assertClose(golden.floats(input + ".patches"), Torch.floats(tokens.get(2)), 1e-4f);
        NDList folded = script.call(manager, "fold", weights.tensors(), shape.forScript());
        NDList layers =
            script.call(manager, "intermediate_layers", folded, x, shape.forScript(), 4);
        float[] expected = golden.floats(input + ".block9_12");
        int length = expected.length / 4;
        for (int i = 0; i < 4; i++) {
          assertClose(
              java.util.Arrays.copyOfRange(expected, i * length, (i + 1) * length),
              Torch.floats(layers.get(i)),
              1e-4f);
        }
      }
    }
  }

  @Test
  void threadsDoNotChangeFeatures() {
    try (SafetensorsFile golden = open("vit_forward")) {
      EncoderShape shape = shape(golden);
      EncoderHeader header =
          new EncoderHeader(shape, List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2));
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
  }

  @Test
  void aFileWithoutMetadataIsReadAsTheOfficialModel(@TempDir Path folder) {
    try (SafetensorsFile golden = open("vit_small14")) {
      EncoderShape shape = shape(golden);
      List<Tensor> tensors = new ArrayList<>();
      for (TensorInfo info : shape.parameters()) {
        float[] values = formula(info.name(), info.shapeArray(), tensors.size());
        tensors.add(Tensor.of(info.name(), values, info.shapeArray()));
      }
      Path file = folder.resolve("official.safetensors");
      SafetensorsWriter.write(file, Map.of(), tensors);
      float[] pictures = pictures(golden.floats("square.input"));
      try (Encoder encoder = Encoder.read(file);
          NDManager manager = Torch.newManager()) {
        assertEquals(shape, encoder.shape());
        assertArrayEquals(
            golden.floats("square.cls"),
            Torch.floats(encoder.encode(manager, pictures, 1, 112).classTokens()),
            1e-4f);
        FeatureChoice both = new FeatureChoice(4, FeatureChoice.Pooling.BOTH);
        float[] pooled = Torch.floats(encoder.features(manager, pictures, 1, 112, both));
        assertEquals(both.width(shape), pooled.length);
        float[] blocks = golden.floats("square.block9_12");
        int width = shape.width();
        for (int layer = 0; layer < 4; layer++) {
          float[] mean = new float[width];
          for (int i = 0; i < 64 * width; i++) {
            mean[i % width] += blocks[layer * 64 * width + i] / 64;
          }
          int from = (2 * layer + 1) * width;
          assertArrayEquals(mean, Arrays.copyOfRange(pooled, from, from + width), 1e-4f);
        }
        assertArrayEquals(
            golden.floats("square.cls"), Arrays.copyOfRange(pooled, 6 * width, 7 * width), 1e-4f);
      }
      try (Encoder half = Encoder.read(file).in(Precision.BFLOAT16);
          NDManager manager = Torch.newManager()) {
        float[] found = Torch.floats(half.encode(manager, pictures, 1, 112).classTokens());
        float[] expected = golden.floats("square.cls");
        // Eight bits of mantissa, twelve blocks: a few per cent of the token's length.
        assertTrue(
            distance(expected, found) < 0.05 * distance(expected, new float[expected.length]));
        assertTrue(distance(expected, found) > 0);
      }
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

  @Test
  void namesAreTheOfficialOnes() {
    try (SafetensorsFile golden = open("vit_forward_registers")) {
      for (var info : shape(golden).parameters()) {
        assertEquals(info.shape(), golden.info("weights." + info.name()).shape());
      }
    }
  }

  private static void assertClose(float[] expected, float[] actual, float tolerance) {
    assertArrayEquals(expected, actual, tolerance);
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
    return new EncoderShape(
        Integer.parseInt(metadata.get("img_size")),
        Integer.parseInt(metadata.get("patch_size")),
        3,
        Integer.parseInt(metadata.get("embed_dim")),
        Integer.parseInt(metadata.get("depth")),
        Integer.parseInt(metadata.get("num_heads")),
        4,
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

  private static SafetensorsFile open(String name) {
    return SafetensorsFile.open(SharedFolder.golden("dinov2/" + name + ".safetensors"));
  }
}
