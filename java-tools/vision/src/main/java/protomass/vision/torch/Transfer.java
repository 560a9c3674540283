package protomass.vision.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Moves tensors between devices. (DJL's own {@code toDevice} leaves its copies to the source.) */
final class Transfer {
  private static final TorchScript SCRIPT =
      TorchScript.compile(Transfer.class, "transfer.torchscript");

  // Recorded calls: what others return can never take part in autograd.

  private Transfer() {}

  /** The tensor, contiguous on the device of a manager that owns the result. */
  static NDArray at(NDManager owner, NDArray tensor) {
    try (NDArray place = owner.create(new Shape(1))) {
      return SCRIPT.callRecorded(owner, "at", tensor, place).getFirst();
    }
  }

  /** Copies on the device of the manager that owns them. */
  static NDList copies(NDManager owner, NDList tensors) {
    try (NDArray place = owner.create(new Shape(1))) {
      return SCRIPT.callRecorded(owner, "copies", tensors, place);
    }
  }
}
