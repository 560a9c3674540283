package protomass.flame.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits in the order of deflate (RFC 1951): the first bit is the lowest of its byte. */
final class BitWriter {
  private static final int SPARE = 16;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 12];
  private int length;
  private long pending;
  private int pendingBits;

  /** Makes room for as many more bytes, so that the writing itself need not look. */
  void reserve(int more) {
    if (length + more + SPARE > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more + SPARE));
    }
  }

  /** Appends the lowest bits of a value, lowest first; at most 32, for which room was made. */
  void bits(int value, int count) {
    pending |= (value & 0xFFFFFFFFL) << pendingBits;
    pendingBits += count;
    while (pendingBits >= 8) {
      bytes[length++] = (byte) pending;
      pending >>>= 8;
      pendingBits -= 8;
    }
  }

  /**
   * Appends the codes of bytes, for which room was made; most of an image's time in the encoder
   * passes here.
   *
   * @param codes per byte {@code code << 8 | length}
   */
  void codes(byte[] data, int from, int to, int[] codes) {
    byte[] target = bytes;
    int position = length;
    long waiting = pending;
    int waitingBits = pendingBits;
    for (int i = from; i < to; i++) {
      int code = codes[data[i] & 0xFF];
      waiting |= (long) (code >>> 8) << waitingBits;
      waitingBits += code & 0xFF;
      if (waitingBits >= 32) {
        INTS.set(target, position, (int) waiting);
        position += 4;
        waiting >>>= 32;
        waitingBits -= 32;
      }
    }
    length = position;
    pending = waiting;
    pendingBits = waitingBits;
    bits(0, 0);
  }

  /** All bytes so far, the last one filled up with zero bits. */
  byte[] finish() {
    reserve(8);
    if (pendingBits > 0) {
      bits(0, 8 - pendingBits);
    }
    return Arrays.copyOf(bytes, length);
  }
}
