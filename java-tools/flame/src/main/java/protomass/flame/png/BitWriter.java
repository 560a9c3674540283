package protomass.flame.png;

import java.io.ByteArrayOutputStream;

/** Bits in the order of deflate (RFC 1951): the first bit is the lowest of its byte. */
final class BitWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long pending;
  private int pendingBits;

  /** Appends the lowest bits of a value, lowest first. */
  void bits(int value, int count) {
    pending |= (long) value << pendingBits;
    pendingBits += count;
    while (pendingBits >= 8) {
      bytes.write((int) pending);
      pending >>>= 8;
      pendingBits -= 8;
    }
  }

  /** Appends a Huffman code, highest bit first. */
  void code(int code, int length) {
    bits(Integer.reverse(code) >>> (32 - length), length);
  }

  /** All bytes so far, the last one filled up with zero bits. */
  byte[] finish() {
    if (pendingBits > 0) {
      bits(0, 8 - pendingBits);
    }
    return bytes.toByteArray();
  }
}
