package protomass.vision.resnet;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/**
 * Stochastic gradient descent with momentum as ResNet was trained (He et al. 2016, section 3.4): d
 * = gradient + decay x weight, buffer = 0.9 x buffer + d, weight = weight - rate x buffer. The
 * buffer begins at zero, so the first step is that of plain descent; there is no dampening and no
 * Nesterov step. All parameters decay, those of normalisations too.
 */
final class MomentumDescent implements Optimizer {
  private static final double MOMENTUM = 0.9;

  private final TorchScript script;
  private final NDList weights;
  private final NDList buffers = new NDList();

  MomentumDescent(
      NDManager owner, TorchScript script, NDList weights, List<TensorInfo> parameters) {
    this.script = script;
    this.weights = weights;
    for (TensorInfo parameter : parameters) {
      float[] zeros = new float[Math.toIntExact(parameter.elements())];
      buffers.add(Torch.tensor(owner, zeros, parameter.shapeArray()));
    }
  }

  @Override
  public void update(NDManager step, NDList gradients, double learningRate, double weightDecay) {
    script.call(
        step, "momentum_descent", weights, gradients, buffers, learningRate, weightDecay, MOMENTUM);
  }
}
