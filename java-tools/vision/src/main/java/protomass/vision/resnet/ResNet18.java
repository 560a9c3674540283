package protomass.vision.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/**
 * ResNet-18 as torchvision builds it, with one output: names, order of the parameters, batch
 * normalisation with momentum 0.1 and epsilon 1e-5. Trained on the mean square error. Not safe for
 * use by several threads.
 */
final class ResNet18 implements AutoCloseable {
  private final NDManager manager = Torch.newManager();
  private final TorchScript script =
      TorchScript.compile(
          ResNet18.class, "resnet18.torchscript", "momentum.torchscript", TorchScript.ADAMW);
  private final NDList weights = new NDList();
  private final NDList statistics = new NDList();
  private final Optimizer optimizer;

  ResNet18(InitialWeights initial, OptimizerKind kind) {
    List<TensorInfo> parameters = ResNet18Layout.parameters();
    for (int j = 0; j < parameters.size(); j++) {
      TensorInfo parameter = parameters.get(j);
      NDArray weight = Torch.tensor(manager, initial.of(j, parameter), parameter.shapeArray());
      Torch.requireGradients(weight);
      weights.add(weight);
    }
    for (TensorInfo statistic : ResNet18Layout.statistics()) {
      float[] values = new float[Math.toIntExact(statistic.elements())];
      Arrays.fill(values, statistic.name().endsWith("running_var") ? 1 : 0);
      statistics.add(Torch.tensor(manager, values, statistic.shapeArray()));
    }
    optimizer =
        switch (kind) {
          case ADAMW -> new AdamW(manager, script, weights, parameters);
          case SGD -> new MomentumDescent(manager, script, weights, parameters);
        };
  }

  /**
   * A batch of square images with their targets.
   *
   * @param images (count, 3, size, size), row-major
   * @param targets one per image
   */
  record Batch(float[] images, float[] targets, int size) {
    Batch {
      if (images.length != targets.length * ResNet18Layout.CHANNELS * size * size) {
        throw new IllegalArgumentException(
            "%d values for %d images of %d px".formatted(images.length, targets.length, size));
      }
    }

    int count() {
      return targets.length;
    }
  }

  /**
   * What a forward and backward pass in training mode gives.
   *
   * @param loss the mean square error
   * @param outputs one per image, normalised with the batch's statistics
   * @param gradients of the loss, one tensor per parameter, owned by the manager that was given
   */
  record LossAndGradients(float loss, float[] outputs, NDList gradients) {}

  /**
   * Forward and backward pass in training mode; updates the running statistics.
   *
   * @param step owner of the gradients
   */
  LossAndGradients lossAndGradients(NDManager step, Batch batch) {
    NDList results =
        script.callRecorded(
            step,
            "loss_and_gradients",
            images(step, batch.images(), batch.count(), batch.size()),
            Torch.tensor(step, batch.targets(), batch.count()),
            weights,
            statistics);
    return new LossAndGradients(
        Torch.scalar(results.get(0)), Torch.floats(results.get(1)), results.subNDList(2));
  }

  /**
   * One step of training.
   *
   * @return the mean square error before the step; the weights stay as they are when it is not
   *     finite
   */
  float train(Batch batch, double learningRate, double weightDecay) {
    try (NDManager step = manager.newSubManager()) {
      LossAndGradients found = lossAndGradients(step, batch);
      if (Float.isFinite(found.loss())) {
        optimizer.update(step, found.gradients(), learningRate, weightDecay);
      }
      return found.loss();
    }
  }

  /**
   * Outputs in evaluation mode, normalised with the running statistics.
   *
   * @param images (count, 3, size, size), row-major
   */
  float[] predict(float[] images, int count, int size) {
    try (NDManager step = manager.newSubManager()) {
      NDList results =
          script.call(step, "predict", images(step, images, count, size), weights, statistics);
      return Torch.floats(results.get(0));
    }
  }

  /** A sub-manager for the tensors of one step. */
  NDManager newStep() {
    return manager.newSubManager();
  }

  /** Values of a parameter by torchvision's name. */
  float[] parameter(String name) {
    return Torch.floats(weights.get(position(ResNet18Layout.parameters(), name)));
  }

  /** Values of a running statistic by torchvision's name. */
  float[] statistic(String name) {
    return Torch.floats(statistics.get(position(ResNet18Layout.statistics(), name)));
  }

  /** The place of a parameter in {@link LossAndGradients#gradients}. */
  static int parameterPosition(String name) {
    return position(ResNet18Layout.parameters(), name);
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }

  private static int position(List<TensorInfo> shapes, String name) {
    List<String> names = shapes.stream().map(TensorInfo::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException("ResNet-18 has no " + name);
    }
    return position;
  }

  private static NDArray images(NDManager step, float[] values, int count, int size) {
    return Torch.tensor(step, values, count, ResNet18Layout.CHANNELS, size, size);
  }
}
