package protomass.flame.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Adler32;

/**
 * Compression in the zlib format (RFC 1950 and 1951) whose bytes are the same on every machine. The
 * platform's own zlib may be any version or clone, and their outputs differ.
 *
 * <p>Huffman codes are fitted to the data; the only matches are runs of one byte. After PNG's
 * filters a flame is noise and empty background, for which longer matches gain little.
 */
final class ZlibEncoder {
  private static final int END_OF_BLOCK = 256;
  private static final int SYMBOLS = 286;
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 258;
  private static final int RUN_BITS = 9;
  private static final int RUN_MASK = (1 << RUN_BITS) - 1;
  private static final int LONGEST_CODE = 15;

  /** More than the code lengths of a block can take. */
  private static final int HEADER_BYTES = 1 << 10;

  private static final int LONGEST_LENGTH_CODE = 7;

  /** Input bytes per block: the codes adapt from one block to the next. */
  private static final int BLOCK_BYTES = 1 << 17;

  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int[] LENGTH_CODE_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private ZlibEncoder() {}

  static byte[] encode(byte[] data) {
    BitWriter out = new BitWriter();
    out.reserve(2 * data.length);
    out.bits(0x78, 8);
    out.bits(0x01, 8);
    int from = 0;
    do {
      int to = Math.min(data.length, from + BLOCK_BYTES);
      writeBlock(out, data, from, to, to == data.length);
      from = to;
    } while (from < data.length);
    byte[] body = out.finish();
    Adler32 check = new Adler32();
    check.update(data);
    byte[] whole = java.util.Arrays.copyOf(body, body.length + 4);
    for (int i = 0; i < 4; i++) {
      whole[body.length + i] = (byte) (check.getValue() >>> (24 - 8 * i));
    }
    return whole;
  }

  private static void writeBlock(BitWriter out, byte[] data, int from, int to, boolean last) {
    int[] counts = new int[SYMBOLS];
    int[] runs = runs(data, from, to, counts);
    HuffmanCode code = HuffmanCode.of(counts, LONGEST_CODE);
    out.reserve(HEADER_BYTES + 2 * (to - from));
    out.bits(last ? 1 : 0, 1);
    out.bits(2, 2);
    writeCodeLengths(out, code);
    int[] literals = code.packedLiterals();
    int at = from;
    for (int run : runs) {
      int start = from + (run >>> RUN_BITS);
      out.codes(data, at, start, literals);
      int length = run & RUN_MASK;
      writeRun(out, code, length);
      at = start + length;
    }
    out.codes(data, at, to, literals);
    code.write(out, END_OF_BLOCK);
  }

  /**
   * Counts literals and length codes.
   *
   * @return the runs: place in the block in the upper bits, length in the lower ones
   */
  private static int[] runs(byte[] data, int from, int to, int[] counts) {
    int[] runs = new int[(to - from) / (SHORTEST_RUN + 1) + 1];
    int count = 0;
    int at = from;
    for (int start = nextRun(data, at, to); start < to; start = nextRun(data, at, to)) {
      countLiterals(data, at, start, counts);
      int length = runLength(data, start, to);
      runs[count++] = (start - from) << RUN_BITS | length;
      counts[lengthCode(length)]++;
      at = start + length;
    }
    countLiterals(data, at, to, counts);
    counts[END_OF_BLOCK]++;
    return java.util.Arrays.copyOf(runs, count);
  }

  /**
   * Where the next run begins: at a byte that, like the two after it, equals the one before it, and
   * has one literal before it at least. The end when there is none.
   */
  private static int nextRun(byte[] data, int from, int to) {
    int i = from + 1;
    // Six places at a time: the last two of eight bytes lack the bytes after them.
    for (; i + Long.BYTES <= to; i += Long.BYTES - 2) {
      long equal = zeroBytes((long) LONGS.get(data, i) ^ (long) LONGS.get(data, i - 1));
      long threeEqual = equal & equal >>> 8 & equal >>> 16;
      if (threeEqual != 0) {
        return i + Long.numberOfTrailingZeros(threeEqual) / 8;
      }
    }
    for (; i + 2 < to; i++) {
      byte value = data[i - 1];
      if (data[i] == value && data[i + 1] == value && data[i + 2] == value) {
        return i;
      }
    }
    return to;
  }

  /** The highest bit of each byte that is zero. */
  private static long zeroBytes(long bytes) {
    long nonZero = (bytes & LOW_BITS) + LOW_BITS | bytes;
    return ~(nonZero | LOW_BITS);
  }

  private static void countLiterals(byte[] data, int from, int to, int[] counts) {
    for (int i = from; i < to; i++) {
      counts[data[i] & 0xFF]++;
    }
  }

  /** How many bytes from here on equal the byte before. */
  private static int runLength(byte[] data, int from, int to) {
    int end = Math.min(to, from + LONGEST_RUN);
    int i = from;
    while (i < end && data[i] == data[from - 1]) {
      i++;
    }
    return i - from;
  }

  private static void writeRun(BitWriter out, HuffmanCode literals, int run) {
    int code = lengthCode(run);
    literals.write(out, code);
    out.bits(run - shortestRun(code), extraBits(code));
    // The distance 1, the only one, has a code of one bit.
    out.bits(0, 1);
  }

  private static int lengthCode(int run) {
    int code = END_OF_BLOCK + 1;
    while (code + 1 < SYMBOLS && shortestRun(code + 1) <= run) {
      code++;
    }
    return code;
  }

  /** RFC 1951's table of lengths: four codes share each number of extra bits. */
  private static int shortestRun(int code) {
    int index = code - END_OF_BLOCK - 1;
    if (code == SYMBOLS - 1) {
      return LONGEST_RUN;
    }
    return index < 8 ? index + SHORTEST_RUN : SHORTEST_RUN + ((4 + index % 4) << extraBits(code));
  }

  private static int extraBits(int code) {
    int index = code - END_OF_BLOCK - 1;
    return index < 8 || code == SYMBOLS - 1 ? 0 : index / 4 - 1;
  }

  private static void writeCodeLengths(BitWriter out, HuffmanCode literals) {
    int[] counts = new int[LENGTH_CODE_ORDER.length];
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      counts[literals.length(symbol)]++;
    }
    counts[1]++;
    HuffmanCode lengthCode = HuffmanCode.of(counts, LONGEST_LENGTH_CODE);
    out.bits(SYMBOLS - 257, 5);
    out.bits(0, 5);
    out.bits(LENGTH_CODE_ORDER.length - 4, 4);
    for (int length : LENGTH_CODE_ORDER) {
      out.bits(lengthCode.length(length), 3);
    }
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      lengthCode.write(out, literals.length(symbol));
    }
    lengthCode.write(out, 1);
  }
}
