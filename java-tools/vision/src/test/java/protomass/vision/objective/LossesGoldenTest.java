package protomass.vision.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import protomass.core.safetensors.SafetensorsFile;
import protomass.testing.SharedFolder;
import protomass.vision.encoder.EncoderShape;
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

  private static NDManager manager;
  private static Objective objective;
  private static SafetensorsFile golden;

  @BeforeAll
  static void open() {
    golden = SafetensorsFile.open(SharedFolder.golden("dinov2/losses.safetensors"));
    manager = Torch.newManager();
    objective =
        new Objective(
            new EncoderShape(48, 8, 3, 32, 3, 2, 4, 0),
            new ObjectiveRecipe(1, 1, 0.1, 0, 0.1, Centering.SINKHORN_KNOPP, 0.9),
            ExecutionRecipe.plain());
  }

  @AfterAll
  static void close() {
    if (golden != null) {
      golden.close();
      objective.close();
      manager.close();
    }
  }

  @Test
  void head() {
    NamedTensors weights =
        NamedTensors.read(
            manager, new HeadShape(32, 64, 16, 96).parameters(), golden, "head.weights.");
    NDList out = script().call(manager, "head", weights.tensors(), tensor("head.input"));
    assertArrayEquals(golden.floats("head.output"), Torch.floats(out.get(0)), TOLERANCE);
  }

  @Test
  void sinkhorn() {
    NDList out = script().call(manager, "sinkhorn_alone", tensor("sinkhorn.input"), 0.05);
    // Rows of a transposed result are not contiguous; the copy that Torch.floats makes is.
    assertArrayEquals(
        golden.floats("sinkhorn.output_temp0.05"), Torch.floats(out.get(0)), TOLERANCE);
  }

  @Test
  void dino() {
    NDArray student = tensor("dino.student");
    Torch.requireGradients(student);
    NDList out =
        script().callRecorded(manager, "dino_loss_alone", student, tensor("dino.teacher"), 2, 0.1);
    assertRelative(golden.floats("dino.loss")[0], Torch.scalar(out.get(0)));
    assertArrayEquals(golden.floats("dino.student_grad"), Torch.floats(out.get(1)), TOLERANCE);
  }

  @Test
  void koleo() {
    NDArray tokens = tensor("koleo.input");
    Torch.requireGradients(tokens);
    NDList out = script().callRecorded(manager, "koleo_loss_alone", tokens);
    assertRelative(golden.floats("koleo.loss")[0], Torch.scalar(out.get(0)));
    assertArrayEquals(golden.floats("koleo.grad"), Torch.floats(out.get(1)), TOLERANCE);
  }

  @Test
  void ibot() {
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
                0.1);
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

  private static NDArray tensor(String name) {
    return Torch.tensor(manager, golden.floats(name), golden.info(name).shapeArray());
  }

  private static TorchScript script() {
    return objective.script();
  }
}
