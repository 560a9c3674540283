package protomass.vision.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Starts the engine once and moves numbers between Java arrays and tensors. */
public final class Torch {
  private static boolean started;
  private static volatile Device device = Device.cpu();

  private Torch() {}

  /** Loads libtorch; later calls do nothing. */
  public static synchronized void start() {
    if (started) {
      return;
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      started = manager.isOpen();
    }
  }

  /**
   * Sets the number of threads of every operation. Sums are cut by threads, so the last bits of a
   * training depend on it.
   */
  public static void useThreads(int threads) {
    start();
    JniUtils.setNumThreads(threads);
  }

  /** Sets the device of every manager made later; the CPU if this is never called. */
  static void useDevice(Device chosen) {
    device = chosen;
  }

  /** Whether managers made now are on a GPU. */
  public static boolean isOnGpu() {
    return device.isGpu();
  }

  /** A manager that owns tensors, on the device in use, until it is closed. */
  public static NDManager newManager() {
    start();
    return NDManager.newBaseManager(device, "PyTorch");
  }

  /**
   * A float tensor in memory of the engine's. (A tensor that DJL makes from a Java buffer keeps
   * that buffer, whose room the virtual machine limits.)
   */
  public static NDArray tensor(NDManager manager, float[] values, long... shape) {
    if (manager.getDevice().isGpu()) {
      try (NDManager host = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
        return Transfer.at(manager, tensor(host, values, shape));
      }
    }
    NDArray tensor = manager.create(new Shape(shape), DataType.FLOAT32);
    if (tensor.size() != values.length) {
      throw new IllegalArgumentException(
          "%d values for the shape %s".formatted(values.length, tensor.getShape()));
    }
    if (values.length > 0) {
      ((PtNDArray) tensor).toByteBuffer(true).asFloatBuffer().put(values);
    }
    return tensor;
  }

  /** A tensor of 64-bit integers, as indices have to be. */
  public static NDArray indices(NDManager manager, long[] values) {
    return manager.create(values);
  }

  /** A boolean tensor. */
  public static NDArray mask(NDManager manager, boolean[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  /** The values of a float tensor, row-major. */
  public static float[] floats(NDArray tensor) {
    try (NDManager host = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      PtNDArray here = (PtNDArray) Transfer.at(host, tensor);
      float[] values = new float[Math.toIntExact(here.size())];
      if (values.length > 0) {
        here.toByteBuffer(true).asFloatBuffer().get(values);
      }
      return values;
    }
  }

  /** The value of a float tensor with one element. */
  public static float scalar(NDArray tensor) {
    float[] values = floats(tensor);
    if (values.length != 1) {
      throw new IllegalArgumentException("a tensor of " + values.length + " values is no scalar");
    }
    return values[0];
  }

  /** Makes autograd follow a leaf tensor. */
  public static void requireGradients(NDArray tensor) {
    JniUtils.attachGradient((PtNDArray) tensor, true);
  }
}
