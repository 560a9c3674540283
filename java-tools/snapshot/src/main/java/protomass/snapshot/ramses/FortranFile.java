package protomass.snapshot.ramses;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import protomass.core.error.BadInputException;

/**
 * A file of Fortran records (sequential, unformatted, little-endian): every record stands between
 * two copies of its length in bytes. Records are read one after the other, or in pieces at places
 * that are known.
 */
final class FortranFile implements AutoCloseable {
  /** The two lengths around a record [bytes]. */
  static final int MARKERS = 2 * Integer.BYTES;

  private static final String MEND = "copy the file again, or leave the snapshot out";

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private ByteBuffer buffer = buffer(1 << 16);
  private long position;

  private FortranFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  static FortranFile open(Path path) {
    try {
      FileChannel channel = FileChannel.open(path);
      return new FortranFile(path, channel, channel.size());
    } catch (IOException failure) {
      throw new BadInputException(
          path,
          "cannot be read (" + failure + ")",
          "copy the snapshot with all its files",
          failure);
    }
  }

  Path path() {
    return path;
  }

  /** Where the next record begins [bytes]. */
  long position() {
    return position;
  }

  /** The next record's whole numbers; it must hold so many of them. */
  int[] integers(String what, int count) {
    ByteBuffer bytes = record(what, (long) count * Integer.BYTES);
    int[] values = new int[count];
    bytes.asIntBuffer().get(values);
    return values;
  }

  /** The next record's only whole number, which must lie within bounds. */
  int integer(String what, int least, int most) {
    int value = integers(what, 1)[0];
    if (value < least || value > most) {
      throw broken("%s is %d, not from %d to %d".formatted(what, value, least, most));
    }
    return value;
  }

  /** The next record as text without blanks around it. */
  String text(String what, int bytes) {
    byte[] text = new byte[bytes];
    record(what, bytes).get(text);
    return new String(text, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", " ").strip();
  }

  /** Goes past the next record. */
  void skip(String what) {
    long bytes = marker(what, position) & 0xffffffffL;
    if (position + bytes + MARKERS > size) {
      throw truncated(what, position + bytes + MARKERS);
    }
    requireMarker(what, position + Integer.BYTES + bytes, bytes);
    position += bytes + MARKERS;
  }

  /** Refuses a file that ends before a place. */
  void requireSize(String what, long end) {
    if (end > size) {
      throw truncated(what, end);
    }
  }

  /** Refuses the record at a place unless it has a length. */
  void requireRecord(String what, long at, long bytes) {
    requireMarker(what, at, bytes);
    requireMarker(what, at + Integer.BYTES + bytes, bytes);
  }

  /** Reads whole numbers from the record that begins at a place, from its {@code first} on. */
  void integersAt(String what, long record, int first, int[] into, int count) {
    bytes(what, record + Integer.BYTES + (long) first * Integer.BYTES, count * Integer.BYTES)
        .asIntBuffer()
        .get(into, 0, count);
  }

  /** Reads numbers from the record that begins at a place, from its {@code first} on. */
  void doublesAt(String what, long record, int first, double[] into, int count) {
    bytes(what, record + Integer.BYTES + (long) first * Double.BYTES, count * Double.BYTES)
        .asDoubleBuffer()
        .get(into, 0, count);
  }

  BadInputException broken(String fault) {
    return new BadInputException(path, fault, MEND);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new BadInputException(path, "cannot be closed (" + failure + ")", MEND, failure);
    }
  }

  private ByteBuffer record(String what, long bytes) {
    requireMarker(what, position, bytes);
    requireSize(what, position + bytes + MARKERS);
    requireMarker(what, position + Integer.BYTES + bytes, bytes);
    ByteBuffer content = bytes(what, position + Integer.BYTES, (int) bytes);
    position += bytes + MARKERS;
    return content;
  }

  private void requireMarker(String what, long at, long bytes) {
    long found = marker(what, at) & 0xffffffffL;
    if (found != bytes) {
      throw broken(
          "the record of %s at byte %d has a length of %d bytes, not %d"
              .formatted(what, at, found, bytes));
    }
  }

  private int marker(String what, long at) {
    return bytes(what, at, Integer.BYTES).getInt(0);
  }

  private ByteBuffer bytes(String what, long at, int count) {
    requireSize(what, at + count);
    if (buffer.capacity() < count) {
      buffer = buffer(count);
    }
    buffer.clear().limit(count);
    try {
      long from = at;
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, from);
        if (read < 0) {
          throw truncated(what, at + count);
        }
        from += read;
      }
    } catch (IOException failure) {
      throw new BadInputException(path, "cannot be read (" + failure + ")", MEND, failure);
    }
    return buffer.flip();
  }

  private BadInputException truncated(String what, long wanted) {
    return broken("is truncated: %s needs %d bytes, there are %d".formatted(what, wanted, size));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
