package protomass.vision.resnet;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter of the network.
 *
 * @param name as torchvision names it, such as {@code layer2.0.downsample.0.weight}
 * @param shape slowest dimension first
 */
record ParameterShape(String name, List<Long> shape) {
  ParameterShape {
    shape = List.copyOf(shape);
  }

  static ParameterShape of(String name, long... shape) {
    return new ParameterShape(name, Arrays.stream(shape).boxed().toList());
  }

  long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  int elements() {
    return Math.toIntExact(
        shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
  }

  /**
   * Whether this is a convolution's or the last layer's matrix, not a bias or a normalisation's.
   */
  boolean isMatrix() {
    return shape.size() > 1;
  }

  boolean isConvolution() {
    return shape.size() == 4;
  }
}
