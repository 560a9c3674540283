package protomass.vision.resnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.torch.Torch;

class ResNet18Test {
  private static final InitialWeights WEIGHTS = InitialWeights.random(7);

  private static TensorInfo parameter(String name) {
    return ResNet18Layout.parameters().get(ResNet18.parameterPosition(name));
  }

  private static float[] initial(String name) {
    return WEIGHTS.of(ResNet18.parameterPosition(name), parameter(name));
  }

  private static ResNet18.Batch batch() {
    float[] images = new float[2 * 3 * 32 * 32];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) Math.sin(0.1 * i * (1 + i / 3072));
    }
    return new ResNet18.Batch(images, new float[] {1, -1}, 32);
  }

  @BeforeAll
  static void useOneThread() {
    // On a busy machine several threads wait for each other far longer than they work.
    Torch.useThreads(1);
  }

  @Test
  void hasTorchvisionsNumberOfParameters() {
    // 11,689,512 with 1000 classes, of which the last layer has 513,000; 513 remain of those.
    long elements = ResNet18Layout.parameters().stream().mapToLong(TensorInfo::elements).sum();
    assertEquals(11_689_512 - 513_000 + 513, elements);
    // 4,800 channels are normalised, each with a mean and a variance.
    assertEquals(9600, ResNet18Layout.statistics().stream().mapToLong(TensorInfo::elements).sum());
  }

  @Test
  void drawsConvolutionsWithVarianceTwoOverFanOut() {
    float[] values = initial("layer3.0.conv1.weight");
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double expected = 2.0 / (256 * 9);
    // The variance of n normal draws scatters by sqrt(2 / n), 0.26 per cent here; 5 sigma.
    assertEquals(expected, squares / values.length, expected * 0.013);
  }

  @Test
  void drawsTheLastLayerWithinItsBound() {
    double bound = 1 / Math.sqrt(512);
    double largest = 0;
    for (float value : initial("fc.weight")) {
      largest = Math.max(largest, Math.abs(value));
    }
    // The largest of 512 uniform draws misses 97 per cent of the bound once in 6 million.
    assertTrue(largest <= bound && largest > 0.97 * bound, "largest " + largest);
    assertArrayEquals(new float[] {1, 1, 1}, Arrays.copyOf(initial("bn1.weight"), 3));
    assertArrayEquals(new float[] {0, 0, 0}, Arrays.copyOf(initial("bn1.bias"), 3));
  }

  @Test
  void theFirstStepOfAdamMovesEveryWeightByTheRateAgainstItsGradient() {
    try (ResNet18 network = new ResNet18(WEIGHTS, OptimizerKind.ADAMW)) {
      float before = network.parameter("fc.bias")[0];
      float gradient;
      try (var step = network.newStep()) {
        var learned = network.lossAndGradients(step, batch());
        gradient = Torch.floats(learned.gradients().get(ResNet18.parameterPosition("fc.bias")))[0];
      }
      network.train(batch(), 0.01, 0.5);
      float after = network.parameter("fc.bias")[0];
      // Adam's first step is rate * g / (|g| + epsilon); a bias does not decay.
      assertEquals(before - 0.01 * Math.signum(gradient), after, 1e-6);
    }
  }

  @Test
  void onlyMatricesDecay() {
    try (ResNet18 still = new ResNet18(WEIGHTS, OptimizerKind.ADAMW);
        ResNet18 decaying = new ResNet18(WEIGHTS, OptimizerKind.ADAMW)) {
      still.train(batch(), 0.01, 0);
      decaying.train(batch(), 0.01, 0.5);
      assertArrayEquals(still.parameter("bn1.weight"), decaying.parameter("bn1.weight"));
      float[] before = initial("conv1.weight");
      float[] plain = still.parameter("conv1.weight");
      float[] decayed = decaying.parameter("conv1.weight");
      for (int i = 0; i < before.length; i++) {
        // Decoupled decay subtracts rate * decay * weight; weights are of order 0.1.
        assertEquals(plain[i] - 0.01 * 0.5 * before[i], decayed[i], 1e-7);
      }
    }
  }

  /**
   * The definition, by hand in double precision for three steps with changing rates and gradients
   * that the network itself reports: buffer = 0.9 buffer + gradient + decay x weight, beginning at
   * zero; weight = weight - rate x buffer. Gradients differ between two passes of the same network
   * by round-off alone, which is far below the tolerance: floats of order 1 round at 6e-8, and
   * three steps with rates of 0.01 move weights by their gradients, of order 1.
   */
  @ParameterizedTest
  @ValueSource(strings = {"conv1.weight", "bn1.weight", "bn1.bias", "fc.weight", "fc.bias"})
  void descentWithMomentumFollowsItsDefinition(String name) {
    int position = ResNet18.parameterPosition(name);
    double decay = 0.3;
    float[] start = initial(name);
    double[] weight = new double[start.length];
    double[] buffer = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      weight[i] = start[i];
    }
    try (ResNet18 network = new ResNet18(WEIGHTS, OptimizerKind.SGD)) {
      double decayed = 0;
      for (double rate : new double[] {0.01, 0.005, 0.02}) {
        float[] gradient;
        try (var step = network.newStep()) {
          var learned = network.lossAndGradients(step, batch());
          gradient = Torch.floats(learned.gradients().get(position));
        }
        network.train(batch(), rate, decay);
        float[] after = network.parameter(name);
        for (int i = 0; i < weight.length; i++) {
          buffer[i] = 0.9 * buffer[i] + gradient[i] + decay * weight[i];
          weight[i] -= rate * buffer[i];
          decayed = Math.max(decayed, Math.abs(rate * decay * weight[i]));
          assertEquals(weight[i], after[i], 1e-6 * Math.max(1, Math.abs(rate * buffer[i])));
        }
      }
      // Of the normalisations' weights, too: a step without decay would be seen.
      assertTrue(name.endsWith("bias") || decayed > 1e-4, "decay moved by " + decayed);
    }
  }

  /**
   * On a loss whose gradient is constant in a weight that does not decay, the n-th step of momentum
   * m is rate x gradient x (1 - m^n) / (1 - m). The bias of the last layer has the gradient 2 x
   * mean (output - target), made nearly constant by targets that are far away.
   */
  @Test
  void momentumAddsUpAsAGeometricSeries() {
    float far = 1e6f;
    ResNet18.Batch batch = new ResNet18.Batch(batch().images(), new float[] {far, far}, 32);
    // So small that outputs stay far from the targets: steps of the bias are 0.002 x the series.
    double rate = 1e-9;
    try (ResNet18 network = new ResNet18(WEIGHTS, OptimizerKind.SGD)) {
      double expected = network.parameter("fc.bias")[0];
      for (int n = 1; n <= 5; n++) {
        network.train(batch, rate, 0);
        expected += rate * 2 * far * (1 - Math.pow(0.9, n)) / 0.1;
        assertEquals(expected, network.parameter("fc.bias")[0], 1e-5 * n * 0.002);
      }
    }
  }

  @Test
  void descentLearnsOneBatchByHeart() {
    try (ResNet18 network = new ResNet18(WEIGHTS, OptimizerKind.SGD)) {
      float first = network.train(batch(), 1e-3, 1e-4);
      float last = first;
      for (int i = 0; i < 30; i++) {
        last = network.train(batch(), 1e-3, 1e-4);
      }
      assertTrue(last < 0.05 * first, "loss from " + first + " to " + last);
    }
  }

  @Test
  void learnsOneBatchByHeart() {
    try (ResNet18 network = new ResNet18(WEIGHTS, OptimizerKind.ADAMW)) {
      float first = network.train(batch(), 1e-3, 0);
      float last = first;
      for (int i = 0; i < 20; i++) {
        last = network.train(batch(), 1e-3, 0);
      }
      assertTrue(last < 0.05 * first, "loss from " + first + " to " + last);
    }
  }

  @Test
  void keepsItsWeightsWhenTheLossIsNotFinite() {
    try (ResNet18 network = new ResNet18(WEIGHTS, OptimizerKind.ADAMW)) {
      float[] before = network.parameter("fc.weight");
      ResNet18.Batch broken = new ResNet18.Batch(batch().images(), new float[] {Float.NaN, 0}, 32);
      assertFalse(Float.isFinite(network.train(broken, 1e-3, 0)));
      assertArrayEquals(before, network.parameter("fc.weight"));
    }
  }
}
