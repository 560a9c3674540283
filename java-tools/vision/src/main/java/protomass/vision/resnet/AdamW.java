package protomass.vision.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/**
 * AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101) with betas 0.9 and 0.999 and epsilon 1e-8.
 * Weights of convolutions and of the last layer decay; biases and normalisations do not.
 */
final class AdamW implements Optimizer {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final TorchScript script;
  private final Group matrices;
  private final Group others;
  private int steps;

  /** Parameters that share a weight decay, with their positions among all parameters. */
  private record Group(int[] positions, NDList weights, NDList first, NDList second) {}

  AdamW(NDManager owner, TorchScript script, NDList weights, List<TensorInfo> parameters) {
    this.script = script;
    this.matrices = group(owner, weights, parameters, true);
    this.others = group(owner, weights, parameters, false);
  }

  @Override
  public void update(NDManager step, NDList gradients, double learningRate, double weightDecay) {
    steps++;
    update(step, matrices, gradients, learningRate, weightDecay);
    update(step, others, gradients, learningRate, 0);
  }

  private void update(
      NDManager step, Group group, NDList gradients, double learningRate, double weightDecay) {
    NDList own = new NDList();
    for (int position : group.positions()) {
      own.add(gradients.get(position));
    }
    script.call(
        step,
        "adamw",
        group.weights(),
        own,
        group.first(),
        group.second(),
        steps,
        learningRate,
        weightDecay,
        BETA_1,
        BETA_2,
        EPSILON);
  }

  private static Group group(
      NDManager owner, NDList weights, List<TensorInfo> parameters, boolean matrices) {
    int[] positions =
        IntStream.range(0, parameters.size())
            .filter(j -> ResNet18Layout.isMatrix(parameters.get(j)) == matrices)
            .toArray();
    Group group = new Group(positions, new NDList(), new NDList(), new NDList());
    for (int position : positions) {
      TensorInfo parameter = parameters.get(position);
      group.weights().add(weights.get(position));
      group.first().add(zeros(owner, parameter));
      group.second().add(zeros(owner, parameter));
    }
    return group;
  }

  private static NDArray zeros(NDManager owner, TensorInfo parameter) {
    return Torch.tensor(
        owner, new float[Math.toIntExact(parameter.elements())], parameter.shapeArray());
  }
}
