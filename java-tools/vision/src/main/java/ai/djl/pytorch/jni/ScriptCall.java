package ai.djl.pytorch.jni;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a TorchScript module and calls its methods with autograd. It has to live in this package:
 * DJL's own {@code IValue} and native library are visible only here.
 */
public final class ScriptCall {
  private ScriptCall() {}

  /** Loads an archive on the CPU and returns the native handle of the module. */
  public static long load(byte[] archive) {
    try {
      return JniUtils.loadModuleHandle(
          new ByteArrayInputStream(archive), Device.cpu(), true, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a byte array cannot fail to be read", impossible);
    }
  }

  /** Releases a module. */
  public static void unload(long module) {
    JniUtils.deleteModule(module);
  }

  /**
   * Calls a method that returns {@code List[Tensor]}.
   *
   * @param results the manager that owns the tensors returned
   * @param recordGradients whether autograd records the call
   * @param arguments tensors, lists of tensors, numbers, booleans or arrays of numbers
   */
  public static NDList call(
      long module, String method, PtNDManager results, boolean recordGradients, List<?> arguments) {
    List<IValue> values = new ArrayList<>();
    boolean recordedBefore = JniUtils.isGradMode();
    JniUtils.setGradMode(recordGradients);
    // The profiling executor compiles anew for every new shape, of which multi-crop has many. The
    // setting belongs to a thread.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      for (Object argument : arguments) {
        values.add(value(argument));
      }
      long[] handles = values.stream().mapToLong(IValue::getHandle).toArray();
      long result =
          PyTorchLibrary.LIB.moduleRunMethod(module, method, handles, recordGradients, false);
      try (IValue returned = new IValue(result)) {
        return new NDList(returned.toTensorArray(results));
      }
    } finally {
      JniUtils.setGradMode(recordedBefore);
      values.forEach(IValue::close);
    }
  }

  private static IValue value(Object argument) {
    return switch (argument) {
      case PtNDArray tensor -> IValue.from(tensor);
      case NDList list ->
          IValue.listFrom(list.stream().map(ScriptCall::tensor).toArray(PtNDArray[]::new));
      case Integer number -> IValue.from(number.longValue());
      case Long number -> IValue.from(number);
      case Double number -> IValue.from(number);
      case Boolean flag -> IValue.from(flag);
      case long[] numbers -> IValue.listFrom(numbers);
      case double[] numbers -> IValue.listFrom(numbers);
      default ->
          throw new IllegalArgumentException(
              "TorchScript takes no " + argument.getClass().getName());
    };
  }

  private static PtNDArray tensor(NDArray array) {
    return (PtNDArray) array;
  }
}
