package protomass.vision.encoder;

/** The precision of the matrices of a network, and of what is multiplied by them. */
public enum Precision {
  FLOAT32(6),
  /** Half the room and, where processors have it, more speed; three decimal digits. */
  BFLOAT16(15);

  private final int torchCode;

  Precision(int torchCode) {
    this.torchCode = torchCode;
  }

  /** PyTorch's number of the type. */
  public int torchCode() {
    return torchCode;
  }
}
