package protomass.vision.network;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.encoder.EncoderInitialisation;
import protomass.vision.torch.NamedTensors;

/**
 * The projection head of DINO and iBOT.
 *
 * @param input width of the encoder's tokens
 * @param hidden width of the two hidden layers
 * @param bottleneck width before the prototypes
 * @param prototypes number of scores
 */
public record HeadShape(int input, int hidden, int bottleneck, int prototypes) {
  private static final double DEVIATION = 0.02;

  /** Official names and shapes, in the order of the script. */
  public List<TensorInfo> parameters() {
    return List.of(
        tensor("mlp.0.weight", hidden, input),
        tensor("mlp.0.bias", hidden),
        tensor("mlp.2.weight", hidden, hidden),
        tensor("mlp.2.bias", hidden),
        tensor("mlp.4.weight", bottleneck, hidden),
        tensor("mlp.4.bias", bottleneck),
        tensor("last_layer.weight_g", prototypes, 1),
        tensor("last_layer.weight_v", prototypes, bottleneck));
  }

  /**
   * Random weights as the official code draws them: layers normal with deviation 0.02, prototypes
   * uniform within one over the square root of the bottleneck, their lengths one.
   *
   * @param role keeps the streams of two heads apart, such as {@code "dino_head"}
   */
  public NamedTensors random(NDManager manager, String role, long seed) {
    return NamedTensors.of(manager, parameters(), info -> values(info, role, seed));
  }

  private float[] values(TensorInfo info, String role, long seed) {
    TensorInfo keyed = TensorInfo.of(role + "." + info.name(), info.type(), info.shapeArray());
    if (info.name().equals("last_layer.weight_v")) {
      return EncoderInitialisation.uniform(keyed, 1 / Math.sqrt(bottleneck), seed);
    }
    if (info.name().startsWith("mlp") && info.name().endsWith("weight")) {
      return EncoderInitialisation.normal(keyed, DEVIATION, seed);
    }
    float[] constant = new float[Math.toIntExact(info.elements())];
    Arrays.fill(constant, info.name().equals("last_layer.weight_g") ? 1 : 0);
    return constant;
  }

  private static TensorInfo tensor(String name, long... shape) {
    return TensorInfo.float32(name, shape);
  }
}
