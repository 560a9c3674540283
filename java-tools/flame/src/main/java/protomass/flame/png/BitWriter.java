package protomass.flame.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits in the order of deflate (RFC 1951): the first bit is the lowest of its byte. */
final class BitWriter {
  private static final int SPARE = 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
   * <p>Three codes, of at most 15 bits each, and a started byte fit into a long, which is written
   * whole: to ask each time whether a byte is full would be slower, for the answer is anyone's
   * guess.
   *
   * @param codes per byte {@code code << 8 | length}
   */
  void codes(byte[] data, int from, int to, int[] codes) {
    byte[] target = bytes;
    int position = length;
    long waiting = pending;
    int waitingBits = pendingBits;
    int i = from;
    for (; i + 2 < to; i += 3) {
      int first = codes[data[i] & 0xFF];
      int second = codes[data[i + 1] & 0xFF];
      int third = codes[data[i + 2] & 0xFF];
      int afterFirst = waitingBits + (first & 0xFF);
      int afterSecond = afterFirst + (second & 0xFF);
      waiting |= (long) (first >>> 8) << waitingBits;
      waiting |= (long) (second >>> 8) << afterFirst;
      waiting |= (long) (third >>> 8) << afterSecond;
      waitingBits = afterSecond + (third & 0xFF);
      LONGS.set(target, position, waiting);
      position += waitingBits >>> 3;
      waiting >>>= waitingBits & ~7;
      waitingBits &= 7;
    }
    length = position;
    pending = waiting;
    pendingBits = waitingBits;
    for (; i < to; i++) {
      int code = codes[data[i] & 0xFF];
      bits(code >>> 8, code & 0xFF);
    }
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
