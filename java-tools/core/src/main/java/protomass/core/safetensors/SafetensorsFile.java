package protomass.core.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import protomass.core.error.BadInputException;
import protomass.core.file.Checksum;
import protomass.core.file.OutputGuard;
import protomass.core.file.RegularFile;
import protomass.core.file.Seal;
import protomass.core.json.Json;

/**
 * A safetensors file, mapped into memory and read lazily (format:
 * https://huggingface.co/docs/safetensors): eight bytes of header length, a JSON header, then the
 * little-endian data. Close it to release the mapping.
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long LENGTH_BYTES = 8;
  private static final long MAXIMUM_HEADER_BYTES = 100_000_000;

  /** How much is taken into the sum at a time; a buffer holds no more than 2 GiB. */
  private static final long CHECKED_BYTES = 1L << 26;

  private static final String METADATA = "__metadata__";
  private static final String MEND = "copy or make the file again";

  private record Entry(TensorInfo info, long begin) {}

  private final Path path;
  private final Arena arena;
  private final MemorySegment file;
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsFile(Path path, Arena arena, MemorySegment file) {
    this.path = path;
    this.arena = arena;
    this.file = file;
  }

  /**
   * Opens a file and checks its header against its size and its content against its seal, which
   * reads it once. Where it has no seal, as files of other programs, a note says so.
   *
   * @throws BadInputException when the file is absent, truncated, damaged or not in this format
   */
  public static SafetensorsFile open(Path path) {
    return open(path, true);
  }

  /** The same for a file that was checked before, or that this process wrote itself. */
  public static SafetensorsFile openChecked(Path path) {
    return open(path, false);
  }

  private static SafetensorsFile open(Path path, boolean check) {
    OutputGuard.reading(path);
    RegularFile.require(path);
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      SafetensorsFile opened = new SafetensorsFile(path, arena, mapped);
      byte[] header = opened.readHeader();
      if (check) {
        opened.requireSeal(header);
      }
      return opened;
    } catch (IOException failure) {
      arena.close();
      throw RegularFile.unreadable(path, failure);
    } catch (RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  /** Names of all tensors in the order of the header. */
  public SequencedSet<String> names() {
    return Collections.unmodifiableSequencedSet(entries.sequencedKeySet());
  }

  public boolean contains(String name) {
    return entries.containsKey(name);
  }

  /**
   * Type and shape of a tensor.
   *
   * @throws BadInputException when there is none of that name
   */
  public TensorInfo info(String name) {
    return entry(name).info();
  }

  /** The text metadata of the file. */
  public SequencedMap<String, String> metadata() {
    return Collections.unmodifiableSequencedMap(metadata);
  }

  /**
   * A metadata value.
   *
   * @throws BadInputException when the key is missing
   */
  public String requireMetadata(String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw broken("has no metadata '" + key + "'", "make it with this version of Protomass", null);
    }
    return value;
  }

  public Path path() {
    return path;
  }

  /** The bytes of a tensor, little-endian, valid until the file is closed. */
  public MemorySegment bytes(String name) {
    Entry entry = entry(name);
    return file.asSlice(entry.begin(), entry.info().bytes());
  }

  /** A whole tensor as float; any numeric type is converted. */
  public float[] floats(String name) {
    return floats(name, 0, rows(name));
  }

  /** Rows {@code first} to {@code first + count - 1} as float, row-major. */
  public float[] floats(String name, long first, long count) {
    TensorInfo info = info(name);
    float[] values = new float[length(info, count)];
    long offset = first * rowElements(info);
    MemorySegment data = bytes(name);
    if (info.type() == TensorType.F32) {
      MemorySegment.copy(data, FLOAT, offset * Float.BYTES, values, 0, values.length);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) element(data, info.type(), offset + i);
      }
    }
    return values;
  }

  /** A whole tensor as double; any numeric type is converted. */
  public double[] doubles(String name) {
    return doubles(name, 0, rows(name));
  }

  /** Rows {@code first} to {@code first + count - 1} as double, row-major. */
  public double[] doubles(String name, long first, long count) {
    TensorInfo info = info(name);
    double[] values = new double[length(info, count)];
    long offset = first * rowElements(info);
    MemorySegment data = bytes(name);
    for (int i = 0; i < values.length; i++) {
      values[i] = element(data, info.type(), offset + i);
    }
    return values;
  }

  /** A whole integer or boolean tensor. */
  public long[] longs(String name) {
    TensorInfo info = info(name);
    MemorySegment data = bytes(name);
    long[] values = new long[length(info, rows(name))];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (info.type()) {
            case I64 -> data.get(LONG, (long) i * Long.BYTES);
            case I32 -> data.get(INT, (long) i * Integer.BYTES);
            case I16 -> data.get(SHORT, (long) i * Short.BYTES);
            case I8 -> data.get(ValueLayout.JAVA_BYTE, i);
            case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
            default ->
                throw broken(
                    "tensor '" + name + "' is " + info.type() + ", not integers", MEND, null);
          };
    }
    return values;
  }

  @Override
  public void close() {
    arena.close();
  }

  private long rows(String name) {
    TensorInfo info = info(name);
    return info.shape().isEmpty() ? 1 : info.shape().getFirst();
  }

  private static long rowElements(TensorInfo info) {
    return info.shape().isEmpty() ? 1 : info.rowElements();
  }

  private int length(TensorInfo info, long rows) {
    long length = rows * rowElements(info);
    if (length > Integer.MAX_VALUE - 8) {
      throw broken(
          "tensor '%s' has %d elements, too many".formatted(info.name(), length), MEND, null);
    }
    return (int) length;
  }

  private static double element(MemorySegment data, TensorType type, long index) {
    return switch (type) {
      case F64 -> data.get(DOUBLE, index * Double.BYTES);
      case F32 -> data.get(FLOAT, index * Float.BYTES);
      case F16 -> Float.float16ToFloat(data.get(SHORT, index * Short.BYTES));
      case BF16 -> Float.intBitsToFloat(data.get(SHORT, index * Short.BYTES) << 16);
      case I64 -> data.get(LONG, index * Long.BYTES);
      case I32 -> data.get(INT, index * Integer.BYTES);
      case I16 -> data.get(SHORT, index * Short.BYTES);
      case I8 -> data.get(ValueLayout.JAVA_BYTE, index);
      case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
    };
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw broken("has no tensor '" + name + "'", "check that it is the right file", null);
    }
    return entry;
  }

  /** Reads the header and returns its text. */
  private byte[] readHeader() {
    if (file.byteSize() < LENGTH_BYTES) {
      throw broken("has " + file.byteSize() + " bytes, too few for safetensors", MEND, null);
    }
    long headerBytes = file.get(LONG, 0);
    if (headerBytes < 2
        || headerBytes > MAXIMUM_HEADER_BYTES
        || headerBytes > file.byteSize() - LENGTH_BYTES) {
      throw broken(
          "claims a header of %d bytes in a file of %d".formatted(headerBytes, file.byteSize()),
          MEND,
          null);
    }
    byte[] header = file.asSlice(LENGTH_BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
    try {
      JsonNode root = Json.tree(new String(header, StandardCharsets.UTF_8));
      long end = 0;
      for (Map.Entry<String, JsonNode> property : root.properties()) {
        if (property.getKey().equals(METADATA)) {
          property
              .getValue()
              .properties()
              .forEach(p -> metadata.put(p.getKey(), p.getValue().asText()));
        } else {
          end = Math.max(end, addEntry(property.getKey(), property.getValue(), headerBytes));
        }
      }
      if (LENGTH_BYTES + headerBytes + end != file.byteSize()) {
        throw broken(
            "has %d bytes, its header describes %d"
                .formatted(file.byteSize(), LENGTH_BYTES + headerBytes + end),
            MEND,
            null);
      }
      metadata.remove(Seal.KEY);
      return header;
    } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException failure) {
      throw broken("has a broken header (" + failure.getMessage() + ")", MEND, failure);
    }
  }

  private void requireSeal(byte[] header) {
    Seal seal = Seal.find(path, header);
    if (seal == null) {
      Seal.noteUnsealed(path);
      return;
    }
    MessageDigest digest = Checksum.sha256();
    for (long first = 0; first < file.byteSize(); first += CHECKED_BYTES) {
      long count = Math.min(CHECKED_BYTES, file.byteSize() - first);
      seal.update(digest, file.asSlice(first, count).asByteBuffer(), first - LENGTH_BYTES);
    }
    seal.require(path, HexFormat.of().formatHex(digest.digest()));
  }

  private long addEntry(String name, JsonNode node, long headerBytes) {
    TensorType type = TensorType.valueOf(node.path("dtype").asText());
    long[] shape = new long[node.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.path("shape").path(i).asLong(-1);
    }
    TensorInfo info = TensorInfo.of(name, type, shape);
    long begin = node.path("data_offsets").path(0).asLong(-1);
    long end = node.path("data_offsets").path(1).asLong(-1);
    long available = file.byteSize() - LENGTH_BYTES - headerBytes;
    if (begin < 0 || end < begin || end > available || end - begin != info.bytes()) {
      throw broken(
          "tensor '%s' at bytes %d to %d does not fit its shape %s or the file"
              .formatted(name, begin, end, info.shape()),
          MEND,
          null);
    }
    entries.put(name, new Entry(info, LENGTH_BYTES + headerBytes + begin));
    return end;
  }

  private BadInputException broken(String fault, String mend, Throwable cause) {
    return new BadInputException(path, fault, mend, cause);
  }
}
