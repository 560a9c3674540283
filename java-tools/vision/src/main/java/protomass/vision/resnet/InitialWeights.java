package protomass.vision.resnet;

import java.util.Arrays;
import protomass.core.random.RandomStream;
import protomass.core.safetensors.TensorInfo;

/** Initial values of a parameter, the j-th of {@link ResNet18Layout#parameters}. */
@FunctionalInterface
interface InitialWeights {
  float[] of(int j, TensorInfo parameter);

  /**
   * torchvision's initialisation: convolutions normal with variance 2 / fan-out (He et al. 2015,
   * arXiv:1502.01852), the last layer uniform within 1 / sqrt(fan-in), normalisations one and zero.
   */
  static InitialWeights random(long seed) {
    return (j, parameter) -> {
      RandomStream stream = RandomStream.of(seed, "baseline.weights", j);
      float[] values = new float[Math.toIntExact(parameter.elements())];
      if (ResNet18Layout.isConvolution(parameter)) {
        long[] shape = parameter.shapeArray();
        double deviation = Math.sqrt(2.0 / (shape[0] * shape[2] * shape[3]));
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (deviation * stream.nextGaussian());
        }
      } else if (parameter.name().startsWith("fc.")) {
        double bound = 1 / Math.sqrt(ResNet18Layout.FEATURES);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) stream.nextDouble(-bound, bound);
        }
      } else {
        Arrays.fill(values, parameter.name().endsWith(".weight") ? 1 : 0);
      }
      return values;
    };
  }
}
