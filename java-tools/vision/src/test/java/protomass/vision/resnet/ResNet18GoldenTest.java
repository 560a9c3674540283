package protomass.vision.resnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.TensorInfo;
import protomass.testing.Goldens;
import protomass.vision.torch.Torch;

/** Against torchvision's resnet18 with weights from a formula, which the golden file states. */
class ResNet18GoldenTest {
  /**
   * Of the largest element. Single precision rounds at 6e-8; a sum of up to 4608 products, in an
   * order that the processor's kernels choose, rounds at about sqrt(4608) times that, 4e-6, and
   * twenty layers follow each other with normalisations between that keep errors from growing.
   */
  private static final double FORWARD = 1e-5;

  /**
   * As {@link #FORWARD}; gradients have passed twice as many layers, the first convolution's are
   * besides sums over 4096 pixels.
   */
  private static final double GRADIENT = 1e-4;

  static List<Path> files() {
    return Goldens.of("evaluation", "resnet18*.safetensors");
  }

  @BeforeAll
  static void useOneThread() {
    // On a busy machine several threads wait for each other far longer than they work.
    Torch.useThreads(1);
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesAndOrderAreTorchvisions(Path file) throws Exception {
    try (SafetensorsFile golden = SafetensorsFile.open(file)) {
      String[] expected =
          Json.mapper().readValue(golden.requireMetadata("parameters"), String[].class);
      assertEquals(
          List.of(expected), ResNet18Layout.parameters().stream().map(TensorInfo::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void predictsInEvaluationMode(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file);
        ResNet18 network = network(golden)) {
      float[] outputs = network.predict(golden.floats("input"), count(golden), size(golden));
      assertClose(golden, "eval.output", outputs, FORWARD);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void learnsAsTorchvisionDoes(Path file) {
    try (SafetensorsFile golden = SafetensorsFile.open(file);
        ResNet18 network = network(golden);
        NDManager step = network.newStep()) {
      float[] images = golden.floats("input");
      ResNet18.LossAndGradients learned =
          network.lossAndGradients(
              step, new ResNet18.Batch(images, golden.floats("target"), size(golden)));
      assertClose(golden, "train.output", learned.outputs(), FORWARD);
      assertClose(golden, "train.loss", new float[] {learned.loss()}, FORWARD);
      int compared = 0;
      for (String name : golden.names()) {
        if (name.startsWith("grad.")) {
          int position = ResNet18.parameterPosition(name.substring("grad.".length()));
          assertClose(golden, name, Torch.floats(learned.gradients().get(position)), GRADIENT);
          compared++;
        } else if (name.startsWith("after.")) {
          assertClose(golden, name, network.statistic(name.substring("after.".length())), FORWARD);
          compared++;
        }
      }
      assertTrue(compared > 0, "no gradients and running statistics in the golden file");
      assertClose(
          golden,
          "eval_after.output",
          network.predict(images, count(golden), size(golden)),
          FORWARD);
    }
  }

  private static int count(SafetensorsFile golden) {
    return golden.info("input").shape().getFirst().intValue();
  }

  private static int size(SafetensorsFile golden) {
    return golden.info("input").shape().getLast().intValue();
  }

  private static ResNet18 network(SafetensorsFile golden) {
    return new ResNet18(
        (j, parameter) -> {
          if (parameter.name().equals("fc.bias")) {
            return golden.floats("fc.bias");
          }
          return ResNet18Layout.isMatrix(parameter)
              ? formula(j, parameter)
              : defaults(j, parameter);
        },
        OptimizerKind.ADAMW);
  }

  private static float[] formula(int j, TensorInfo parameter) {
    float[] values = new float[Math.toIntExact(parameter.elements())];
    double fanIn = (double) values.length / parameter.shapeArray()[0];
    for (int i = 0; i < values.length; i++) {
      double phase = 0.37 * i * i + 1.7 * j + 0.1 * i;
      values[i] = (float) (Math.sqrt(4 / fanIn) * Math.sin(phase));
    }
    return values;
  }

  private static float[] defaults(int j, TensorInfo parameter) {
    return InitialWeights.random(1).of(j, parameter);
  }

  private static void assertClose(
      SafetensorsFile golden, String name, float[] actual, double tolerance) {
    float[] expected = golden.floats(name);
    assertEquals(expected.length, actual.length, name);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    double relative = difference / largest;
    assertTrue(relative <= tolerance, name + " differs by " + relative);
  }
}
