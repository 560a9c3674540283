package protomass.vision.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.encoder.EncoderInitialisation;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.torch.NamedTensors;

/**
 * The weights of a student or a teacher, or moments of the same shapes: encoder, head, and a head
 * for patches where that is separate.
 *
 * @param patchHead empty when the heads are shared
 */
public record Network(NamedTensors backbone, NamedTensors head, NamedTensors patchHead) {
  static final String BACKBONE = "backbone.";
  static final String HEAD = "dino_head.";
  static final String PATCH_HEAD = "ibot_head.";

  /** The shape of a network. */
  public record Shape(EncoderShape encoder, HeadShape head, boolean separatePatchHead) {
    /** Names and shapes of all weights. */
    public List<TensorInfo> parameters() {
      List<TensorInfo> all = new ArrayList<>(encoder.parameters());
      all.addAll(head.parameters());
      all.addAll(patchHeadParameters());
      return all;
    }

    private List<TensorInfo> patchHeadParameters() {
      return separatePatchHead ? head.parameters() : List.of();
    }
  }

  /** A network with random weights. */
  public static Network random(NDManager manager, Shape shape, double layerScale, long seed) {
    return new Network(
        EncoderInitialisation.random(manager, shape.encoder(), layerScale, seed),
        shape.head().random(manager, "dino_head", seed),
        shape.separatePatchHead()
            ? shape.head().random(manager, "ibot_head", seed)
            : NamedTensors.zeros(manager, List.of()));
  }

  /** Zeros, as moments start. */
  public static Network zeros(NDManager manager, Shape shape) {
    return new Network(
        NamedTensors.zeros(manager, shape.encoder().parameters()),
        NamedTensors.zeros(manager, shape.head().parameters()),
        NamedTensors.zeros(manager, shape.patchHeadParameters()));
  }

  /**
   * Reads a network.
   *
   * @param prefix what stands before {@code backbone.} and {@code dino_head.}
   */
  public static Network read(NDManager manager, Shape shape, SafetensorsFile file, String prefix) {
    return new Network(
        NamedTensors.read(manager, shape.encoder().parameters(), file, prefix + BACKBONE),
        NamedTensors.read(manager, shape.head().parameters(), file, prefix + HEAD),
        NamedTensors.read(manager, shape.patchHeadParameters(), file, prefix + PATCH_HEAD));
  }

  public Network copy(NDManager manager) {
    return new Network(backbone.copy(manager), head.copy(manager), patchHead.copy(manager));
  }

  /** The head that scores patches: the one of its own, or the shared one. */
  public NamedTensors headOfPatches() {
    return patchHead.tensors().isEmpty() ? head : patchHead;
  }

  /** All tensors: encoder, head, patch head. */
  public NDList tensors() {
    NDList all = new NDList();
    all.addAll(backbone.tensors());
    all.addAll(head.tensors());
    all.addAll(patchHead.tensors());
    return all;
  }

  /** Names of all tensors with their sub-module, in the order of {@link #tensors}. */
  public List<String> names() {
    return forFile().stream().map(tensor -> tensor.info().name()).toList();
  }

  /** All tensors under their names, for a file. */
  public List<Tensor> forFile() {
    List<Tensor> all = new ArrayList<>(backbone.forFile(BACKBONE));
    all.addAll(head.forFile(HEAD));
    all.addAll(patchHead.forFile(PATCH_HEAD));
    return all;
  }
}
