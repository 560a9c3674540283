package protomass.vision.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.TensorInfo;
import protomass.testing.SharedFolder;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.recipe.ObjectiveRecipe;
import protomass.vision.recipe.ObjectiveRecipe.Centering;
import protomass.vision.recipe.OptimizerRecipe;
import protomass.vision.recipe.OptimizerRecipe.RateScaling;
import protomass.vision.torch.Torch;

/** Five whole steps of training against the official modules. */
class TrainingGoldenTest {
  /** Ten times the difference of the same run in float64, which the golden's notes state. */
  private static final double RELATIVE = 1e-5;

  private static final float ABSOLUTE = 1e-5f;

  /** The key third of a qkv bias has no gradient but round-off, which AdamW turns into steps. */
  private static final float KEY_BIAS = 1e-3f;

  @ParameterizedTest
  @ValueSource(strings = {"train_sinkhorn", "train_centering"})
  void lossesNormsAndFinalWeights(String name) throws Exception {
    try (SafetensorsFile golden =
            SafetensorsFile.open(SharedFolder.golden("dinov2/" + name + ".safetensors"));
        NDManager manager = Torch.newManager()) {
      EncoderShape encoder = new EncoderShape(48, 8, 3, 32, 3, 2, 4, 0);
      Network.Shape shape = new Network.Shape(encoder, new HeadShape(32, 64, 16, 96), false);
      Centering centering =
          Centering.valueOf(golden.requireMetadata("centering").toUpperCase(java.util.Locale.ROOT));
      double koleo = Double.parseDouble(golden.requireMetadata("koleo_weight"));
      Network student = Network.read(manager, shape, golden, "init.").requireGradients();
      Network teacher = Network.read(manager, shape, golden, "init.");
      Network first = Network.zeros(manager, shape);
      Network second = Network.zeros(manager, shape);
      NDList centers =
          new NDList(
              Torch.tensor(manager, new float[96], 1, 96),
              Torch.tensor(manager, new float[96], 1, 96));
      JsonNode hyperparameters = Json.mapper().readTree(golden.requireMetadata("hyperparameters"));
      try (Objective objective =
          new Objective(encoder, new ObjectiveRecipe(1, 1, koleo, 0.1, centering, 0.9))) {
        Optimizer optimizer =
            new Optimizer(
                objective,
                new OptimizerRecipe(
                    1,
                    0,
                    RateScaling.NONE,
                    0.9,
                    0.999,
                    1e-8,
                    0,
                    0,
                    Double.parseDouble(golden.requireMetadata("clip_grad")),
                    Double.parseDouble(golden.requireMetadata("layerwise_decay")),
                    Double.parseDouble(golden.requireMetadata("patch_embed_lr_mult")),
                    0),
                student.names(),
                encoder.depth());
        for (int i = 0; i < hyperparameters.size(); i++) {
          JsonNode values = hyperparameters.get(i);
          Objective.Result result =
              objective.evaluate(
                  manager,
                  student,
                  teacher,
                  batch(manager, golden, "step" + i + "."),
                  Objective.KeptSamples.all(),
                  centers,
                  values.get("teacher_temperature").asDouble());
          centers = result.centers();
          Optimizer.GradientNorms norms =
              optimizer.update(
                  manager,
                  student,
                  first,
                  second,
                  result.gradients(),
                  new Schedules.Values(
                      values.get("lr").asDouble(),
                      values.get("last_layer_lr").asDouble(),
                      values.get("weight_decay").asDouble(),
                      values.get("teacher_momentum").asDouble(),
                      values.get("teacher_temperature").asDouble()),
                  i);
          optimizer.follow(manager, teacher, student, values.get("teacher_momentum").asDouble());
          assertRelative(
              golden.floats("step" + i + ".losses"),
              result.dinoLocal(),
              result.dinoGlobal(),
              result.koleo(),
              result.ibot(),
              result.total());
          assertRelative(golden.floats("step" + i + ".grad_norms"), norms.backbone(), norms.head());
        }
      }
      compare(golden, "final.student.", student);
      compare(golden, "final.teacher.", teacher);
    }
  }

  private static Objective.Batch batch(NDManager manager, SafetensorsFile golden, String step) {
    TensorInfo info = golden.info(step + "masks");
    int patches = info.shape().get(1).intValue();
    long[] values = golden.longs(step + "masks");
    boolean[] masks = new boolean[values.length];
    List<Long> indices = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    for (int image = 0; image < info.shape().getFirst(); image++) {
      long count = 0;
      for (int p = 0; p < patches; p++) {
        count += values[image * patches + p];
      }
      for (int p = 0; p < patches; p++) {
        int at = image * patches + p;
        masks[at] = values[at] != 0;
        if (masks[at]) {
          indices.add((long) at);
          weights.add(1f / count);
        }
      }
    }
    float[] weightArray = new float[weights.size()];
    for (int i = 0; i < weightArray.length; i++) {
      weightArray[i] = weights.get(i);
    }
    return new Objective.Batch(
        tensor(manager, golden, step + "global_crops"),
        tensor(manager, golden, step + "local_crops"),
        Torch.mask(manager, masks, info.shapeArray()),
        Torch.indices(manager, indices.stream().mapToLong(Long::longValue).toArray()),
        Torch.tensor(manager, weightArray, weightArray.length));
  }

  private static void compare(SafetensorsFile golden, String prefix, Network network) {
    NDList tensors = network.tensors();
    List<String> names = network.names();
    for (int i = 0; i < names.size(); i++) {
      float[] expected = golden.floats(prefix + names.get(i));
      float[] actual = Torch.floats(tensors.get(i));
      if (names.get(i).endsWith("qkv.bias")) {
        int third = expected.length / 3;
        for (int k = 0; k < expected.length; k++) {
          float tolerance = k / third == 1 ? KEY_BIAS : ABSOLUTE;
          assertEquals(expected[k], actual[k], tolerance, prefix + names.get(i));
        }
      } else {
        assertArrayEquals(expected, actual, ABSOLUTE, prefix + names.get(i));
      }
    }
  }

  private static void assertRelative(float[] expected, float... actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], RELATIVE * Math.abs(expected[i]));
    }
  }

  private static NDArray tensor(NDManager manager, SafetensorsFile golden, String name) {
    return Torch.tensor(manager, golden.floats(name), golden.info(name).shapeArray());
  }
}
