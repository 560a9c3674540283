package protomass.core.safetensors;

import java.io.IOException;

/**
 * A tensor to be written.
 *
 * @param info name, type and shape
 * @param content writes exactly the tensor's elements, row-major
 */
public record Tensor(TensorInfo info, Content content) {
  /** Writes the elements of a tensor, in as many pieces as it likes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(TensorSink sink) throws IOException;
  }

  public static Tensor of(String name, float[] values, long... shape) {
    return new Tensor(
        checked(TensorInfo.of(name, TensorType.F32, shape), values.length),
        sink -> sink.put(values));
  }

  public static Tensor of(String name, double[] values, long... shape) {
    return new Tensor(
        checked(TensorInfo.of(name, TensorType.F64, shape), values.length),
        sink -> sink.put(values));
  }

  public static Tensor of(String name, long[] values, long... shape) {
    return new Tensor(
        checked(TensorInfo.of(name, TensorType.I64, shape), values.length),
        sink -> sink.put(values));
  }

  private static TensorInfo checked(TensorInfo info, int length) {
    if (info.elements() != length) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s cannot hold %d elements"
              .formatted(info.name(), info.shape(), length));
    }
    return info;
  }
}
