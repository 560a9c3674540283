package protomass.vision.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import protomass.core.error.BadInputException;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;

/**
 * Float tensors with names in a fixed order: the weights of a model, or moments that belong to
 * them.
 *
 * @param infos names and shapes
 * @param tensors as many tensors in the same order
 */
public record NamedTensors(List<TensorInfo> infos, NDList tensors) {
  public NamedTensors {
    infos = List.copyOf(infos);
    if (infos.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "%d names for %d tensors".formatted(infos.size(), tensors.size()));
    }
  }

  /** Tensors made from the values that a function gives for each name and shape. */
  public static NamedTensors of(
      NDManager manager, List<TensorInfo> infos, Function<TensorInfo, float[]> values) {
    NDList tensors = new NDList(infos.size());
    for (TensorInfo info : infos) {
      tensors.add(Torch.tensor(manager, values.apply(info), info.shapeArray()));
    }
    return new NamedTensors(infos, tensors);
  }

  /** Zeros of the given shapes. */
  public static NamedTensors zeros(NDManager manager, List<TensorInfo> infos) {
    return of(manager, infos, info -> new float[Math.toIntExact(info.elements())]);
  }

  /**
   * Reads tensors from a file, where each name stands behind a prefix.
   *
   * @throws BadInputException when one is missing, has another shape or a value that is not finite
   */
  public static NamedTensors read(
      NDManager manager, List<TensorInfo> infos, SafetensorsFile file, String prefix) {
    return of(
        manager,
        infos,
        info -> {
          String name = prefix + info.name();
          TensorInfo found = file.info(name);
          if (!found.shape().equals(info.shape())) {
            throw new BadInputException(
                file.path(),
                "tensor '%s' has the shape %s, not %s".formatted(name, found.shape(), info.shape()),
                "use the recipe that it was made with");
          }
          float[] values = file.floats(name);
          requireFinite(file, name, values);
          return values;
        });
  }

  private static void requireFinite(SafetensorsFile file, String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadInputException(
            file.path(),
            "tensor '%s' has the value %s at place %d".formatted(name, values[i], i),
            "make it again; a training whose loss is not finite leaves such weights");
      }
    }
  }

  /** The tensors for a safetensors file, each name behind a prefix. */
  public List<Tensor> forFile(String prefix) {
    List<Tensor> written = new ArrayList<>(infos.size());
    for (int i = 0; i < infos.size(); i++) {
      TensorInfo info = infos.get(i);
      NDArray tensor = tensors.get(i);
      written.add(
          new Tensor(
              TensorInfo.of(prefix + info.name(), info.type(), info.shapeArray()),
              sink -> sink.put(Torch.floats(tensor))));
    }
    return written;
  }

  /** A copy owned by a manager, on its device. */
  public NamedTensors copy(NDManager manager) {
    return new NamedTensors(infos, Transfer.copies(manager, tensors));
  }
}
