package protomass.vision.resnet;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** Moves the weights of a network against their gradients. */
interface Optimizer {
  /**
   * Moves the weights in place.
   *
   * @param step owner of what is needed on the way
   * @param gradients one per parameter, in the order of {@link ResNet18Layout#parameters}
   */
  void update(NDManager step, NDList gradients, double learningRate, double weightDecay);
}
