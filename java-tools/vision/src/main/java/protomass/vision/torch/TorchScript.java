package protomass.vision.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.ScriptCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Compiled TorchScript: the arithmetic of the models, written as readable resources beside the
 * classes that call it. All methods return {@code List[Tensor]}.
 */
public final class TorchScript implements AutoCloseable {
  /** The script of AdamW, the one optimizer of every model. */
  public static final String ADAMW = "/protomass/vision/torch/adamw.torchscript";

  private final long module;
  private boolean closed;

  private TorchScript(long module) {
    this.module = module;
  }

  /**
   * Compiles the concatenation of resources, each a sequence of methods in TorchScript's serialised
   * dialect, indented by two blanks.
   *
   * @param owner the class beside which the resources lie
   * @param names resource names such as {@code "encoder.torchscript"}; methods may call those of
   *     resources named before
   */
  public static TorchScript compile(Class<?> owner, String... names) {
    Torch.start();
    StringBuilder methods = new StringBuilder();
    for (String name : names) {
      methods.append(read(owner, name)).append('\n');
    }
    return new TorchScript(ScriptCall.load(ScriptArchive.of(methods.toString())));
  }

  /**
   * Calls a method in inference mode: autograd can neither record it nor save its results for a
   * later recorded call.
   *
   * @param results owner of the tensors returned
   * @param arguments {@code NDArray} for Tensor, {@code NDList} for List[Tensor], {@code Integer}
   *     or {@code Long} for int, {@code Double} for float, {@code Boolean} for bool, {@code long[]}
   *     and {@code double[]} for lists
   */
  public NDList call(NDManager results, String method, Object... arguments) {
    return ScriptCall.call(module, method, (PtNDManager) results, false, List.of(arguments));
  }

  /** As {@link #call}, while autograd records operations on tensors that require gradients. */
  public NDList callRecorded(NDManager results, String method, Object... arguments) {
    return ScriptCall.call(module, method, (PtNDManager) results, true, List.of(arguments));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ScriptCall.unload(module);
    }
  }

  private static String read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name + " beside " + owner.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("resource " + name + " of " + owner.getName(), failure);
    }
  }
}
