package protomass.vision.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.safetensors.SafetensorsFile;
import protomass.testing.Goldens;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.network.HeadShape;
import protomass.vision.recipe.ExecutionRecipe;
import protomass.vision.recipe.ObjectiveRecipe;
import protomass.vision.recipe.ObjectiveRecipe.Centering;
import protomass.vision.torch.NamedTensors;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/** Each loss by itself against the official modules. */
class LossesGoldenTest {
  /** Single precision: sums of about a hundred terms of order one, in another order. */
  private static final float TOLERANCE = 2e-6f;

  private NDManager manager;
  private Objective objective;
  private SafetensorsFile golden;
  private double temperature;

  static List<Path> files() {
    return Goldens.of("dinov2", "losses*.safetensors");
  }

  /** The scripts need a shape; losses and heads alone do not depend on it. */
  private void open(Path file) {
    golden = SafetensorsFile.open(file);
    manager = Torch.newManager();
    temperature = Double.parseDouble(golden.requireMetadata("student_temp"));
    objective =
        new Objective(
            new EncoderShape(48, 8, 3, 32, 3, 2, 4, 0),
            new ObjectiveRecipe(1, 1, 0.1, 0, temperature, Centering.SINKHORN_KNOPP, 0.9),
            ExecutionRecipe.plain());
  }

  @AfterEach
  void close() {
    if (golden != null) {
      golden.close();
      objective.close();
      manager.close();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void head(Path file) {
    open(file);
    List<Long> last = golden.info("head.weights.last_layer.weight_v").shape();
    List<Long> first = golden.info("head.weights.mlp.0.weight").shape();
    HeadShape shape =
        new HeadShape(
            first.get(1).intValue(),
            first.get(0).intValue(),
            last.get(1).intValue(),
            last.get(0).intValue());
    NamedTensors weights = NamedTensors.read(manager, shape.parameters(), golden, "head.weights.");
    NDList out = script().call(manager, "head", weights.tensors(), tensor("head.input"));
    assertArrayEquals(golden.floats("head.output"), Torch.floats(out.get(0)), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("files")
  void sinkhorn(Path file) {
    open(file);
    String prefix = "sinkhorn.output_temp";
    List<String> outputs = golden.names().stream().filter(name -> name.startsWith(prefix)).toList();
    assertFalse(outputs.isEmpty(), prefix);
    for (String output : outputs) {
      double teacher = Double.parseDouble(output.substring(prefix.length()));
      NDList out = script().call(manager, "sinkhorn_alone", tensor("sinkhorn.input"), teacher);
      // Rows of a transposed result are not contiguous; the copy that Torch.floats makes is.
      assertArrayEquals(golden.floats(output), Torch.floats(out.get(0)), TOLERANCE);
    }
  }

  /** Two global crops, of teacher and student. */
  @ParameterizedTest
  @MethodSource("files")
  void dino(Path file) {
    open(file);
    NDArray student = tensor("dino.student");
    Torch.requireGradients(student);
    NDList out =
        script()
            .callRecorded(
                manager, "dino_loss_alone", student, tensor("dino.teacher"), 2, temperature);
    assertRelative(golden.floats("dino.loss")[0], Torch.scalar(out.get(0)));
    assertArrayEquals(golden.floats("dino.student_grad"), Torch.floats(out.get(1)), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("files")
  void koleo(Path file) {
    open(file);
    NDArray tokens = tensor("koleo.input");
    Torch.requireGradients(tokens);
    NDList out = script().callRecorded(manager, "koleo_loss_alone", tokens);
    assertRelative(golden.floats("koleo.loss")[0], Torch.scalar(out.get(0)));
    assertArrayEquals(golden.floats("koleo.grad"), Torch.floats(out.get(1)), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("files")
  void ibot(Path file) {
    open(file);
    NDArray student = tensor("ibot.student");
    Torch.requireGradients(student);
    long[] masks = golden.longs("ibot.masks");
    int images = golden.info("ibot.masks").shape().getFirst().intValue();
    NDList out =
        script()
            .callRecorded(
                manager,
                "ibot_loss_alone",
                student,
                tensor("ibot.teacher"),
                Torch.tensor(
                    manager,
                    weights(masks, images),
                    golden.info("ibot.student").shape().getFirst()),
                images,
                temperature);
    assertRelative(golden.floats("ibot.loss")[0], Torch.scalar(out.get(0)));
    assertArrayEquals(golden.floats("ibot.student_grad"), Torch.floats(out.get(1)), TOLERANCE);
  }

  private static float[] weights(long[] masks, int images) {
    int patches = masks.length / images;
    float[] weights = new float[(int) java.util.Arrays.stream(masks).sum()];
    int next = 0;
    for (int image = 0; image < images; image++) {
      long[] mask = java.util.Arrays.copyOfRange(masks, image * patches, (image + 1) * patches);
      long count = java.util.Arrays.stream(mask).sum();
      for (long masked : mask) {
        if (masked != 0) {
          weights[next++] = 1f / count;
        }
      }
    }
    return weights;
  }

  private static void assertRelative(float expected, float actual) {
    assertEquals(expected, actual, Math.abs(expected) * TOLERANCE);
  }

  private NDArray tensor(String name) {
    return Torch.tensor(manager, golden.floats(name), golden.info(name).shapeArray());
  }

  private TorchScript script() {
    return objective.script();
  }
}
