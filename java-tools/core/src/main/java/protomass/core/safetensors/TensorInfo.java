package protomass.core.safetensors;

import java.util.List;

/**
 * Name, type and shape of a tensor.
 *
 * @param shape sizes of the dimensions, slowest first; empty for a scalar
 */
public record TensorInfo(String name, TensorType type, List<Long> shape) {
  public TensorInfo {
    shape = List.copyOf(shape);
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("tensor " + name + " has the negative size " + size);
      }
    }
    // A product that overflows must not pass for a small tensor.
    elements(shape);
    if (!shape.isEmpty()) {
      // Nor one that is empty for a matrix of rows without end.
      elements(shape.subList(1, shape.size()));
    }
  }

  public static TensorInfo of(String name, TensorType type, long... shape) {
    return new TensorInfo(name, type, java.util.Arrays.stream(shape).boxed().toList());
  }

  /** A tensor of single precision. */
  public static TensorInfo float32(String name, long... shape) {
    return of(name, TensorType.F32, shape);
  }

  /** Number of elements. */
  public long elements() {
    return elements(shape);
  }

  /** Number of bytes. */
  public long bytes() {
    return Math.multiplyExact(elements(), type.bytes());
  }

  /** Elements per row, a row being one index of the first dimension. */
  public long rowElements() {
    return elements(shape.subList(1, shape.size()));
  }

  /** The shape as an array, slowest dimension first. */
  public long[] shapeArray() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  private static long elements(List<Long> shape) {
    long product = 1;
    for (long size : shape) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }
}
