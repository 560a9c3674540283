package protomass.vision.encoder;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import protomass.core.random.RandomStream;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.torch.NamedTensors;

/**
 * Random weights as the official code draws them: linear maps and positions normal with deviation
 * 0.02, class and register tokens 1e-6, the patch projection uniform within one over the square
 * root of its fan-in, biases and the mask token zero, norms one. Each tensor has a stream of its
 * own.
 */
public final class EncoderInitialisation {
  private static final double DEVIATION = 0.02;
  private static final double TOKEN_DEVIATION = 1e-6;

  private EncoderInitialisation() {}

  public static NamedTensors random(
      NDManager manager, EncoderShape shape, double layerScale, long seed) {
    return NamedTensors.of(
        manager, shape.parameters(), info -> values(info, shape, layerScale, seed));
  }

  private static float[] values(TensorInfo info, EncoderShape shape, double layerScale, long seed) {
    String name = info.name();
    if (name.startsWith("patch_embed")) {
      double fanIn = (double) shape.channels() * shape.patchSize() * shape.patchSize();
      return uniform(info, 1 / Math.sqrt(fanIn), seed);
    }
    if (name.equals("cls_token") || name.equals("register_tokens")) {
      return normal(info, TOKEN_DEVIATION, seed);
    }
    if (name.equals("pos_embed") || (name.endsWith("weight") && info.shape().size() > 1)) {
      return normal(info, DEVIATION, seed);
    }
    float[] constant = new float[Math.toIntExact(info.elements())];
    if (name.endsWith("gamma")) {
      Arrays.fill(constant, (float) layerScale);
    } else if (name.endsWith("weight")) {
      Arrays.fill(constant, 1);
    }
    return constant;
  }

  /** Normal values, a pure function of the seed and the tensor's name. */
  public static float[] normal(TensorInfo info, double deviation, long seed) {
    RandomStream random = RandomStream.of(seed, "initialisation." + info.name());
    float[] values = new float[Math.toIntExact(info.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** Uniform values in [-bound, bound), a pure function of the seed and the tensor's name. */
  public static float[] uniform(TensorInfo info, double bound, long seed) {
    RandomStream random = RandomStream.of(seed, "initialisation." + info.name());
    float[] values = new float[Math.toIntExact(info.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }
}
