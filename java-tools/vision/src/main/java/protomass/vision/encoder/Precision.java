package protomass.vision.encoder;

/** The precision in which a frozen encoder computes. */
public enum Precision {
  FLOAT32(6),
  /** Half the room and, where processors have it, more speed; three decimal digits. */
  BFLOAT16(15);

  private final int torchCode;

  Precision(int torchCode) {
    this.torchCode = torchCode;
  }

  /** PyTorch's number of the type. */
  int torchCode() {
    return torchCode;
  }
}
