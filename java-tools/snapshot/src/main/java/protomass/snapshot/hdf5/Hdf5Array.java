package protomass.snapshot.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import protomass.core.error.BadInputException;

/**
 * An array of numbers in an HDF5 file, read in boxes of it. Where a box lies in one piece in the
 * file it is read at once; the library would read a row of the last index at a time.
 */
public final class Hdf5Array {
  /** Values that are read at once: 128 MiB. */
  private static final long MOST_VALUES = 1 << 24;

  /** Memory for values and for the chunks that they are unpacked from, in two copies. */
  private static final long MOST_BYTES =
      2 * (Double.BYTES * MOST_VALUES + Hdf5Input.MOST_CHUNK_BYTES);

  private final Hdf5Input input;
  private final String path;
  private final Dataset dataset;
  private final DataType type;
  private final int[] shape;

  Hdf5Array(Hdf5Input input, String path, Dataset dataset, long mostChunkBytes) {
    this.input = input;
    this.path = path;
    this.dataset = dataset;
    this.type = input.guarded(path, dataset::getDataType);
    this.shape = input.guarded(path, dataset::getDimensions).clone();
    if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
      throw input.broken("%s has the shape %s".formatted(path, Arrays.toString(shape)));
    }
    requirePossible(mostChunkBytes);
  }

  /** Lengths along the indices, the slowest first. */
  public int[] shape() {
    return shape.clone();
  }

  /** Java's name of the type of its elements, such as {@code float}. */
  public String type() {
    return input.guarded(path, dataset::getJavaType).getSimpleName();
  }

  /** All values of an array of float32, in order. */
  public float[] floats() {
    Object values = input.guarded(path, dataset::getDataFlat);
    long length = Arrays.stream(shape).asLongStream().reduce(1, (all, side) -> all * side);
    if (values instanceof float[] floats && floats.length == length) {
      return floats;
    }
    throw new BadInputException(input.file(), path + " is incomplete", Hdf5Guard.MEND);
  }

  /** Length along the first index. */
  public int rows() {
    return shape.length == 0 ? 0 : shape[0];
  }

  /** Rows that are packed together, or 1 where single rows can be read. */
  public int packedRows() {
    return dataset instanceof ChunkedDataset chunked
        ? input.guarded(path, chunked::getChunkDimensions)[0]
        : 1;
  }

  /** Refuses the array unless its shape is the one given; -1 allows any length. */
  public Hdf5Array require(int... wanted) {
    boolean same = wanted.length == shape.length;
    for (int i = 0; same && i < wanted.length; i++) {
      same = wanted[i] < 0 || wanted[i] == shape[i];
    }
    if (!same) {
      throw input.broken(
          "%s has the shape %s, not %s"
              .formatted(
                  path, Arrays.toString(shape), Arrays.toString(wanted).replace("-1", "any")));
    }
    return this;
  }

  /** All rows from one on. */
  public double[] rows(int first, int count) {
    return doubles(rowOffset(first), rowCount(count));
  }

  /** All rows of whole numbers from one on. */
  public long[] wholeRows(int first, int count) {
    return longs(rowOffset(first), rowCount(count));
  }

  /**
   * A box of the array.
   *
   * @param offset of its first element along each index
   * @param count elements along each index, one or more
   */
  public double[] doubles(long[] offset, int[] count) {
    int length = length(offset, count);
    if (isOnePiece(count) && type instanceof FloatingPoint) {
      Optional<double[]> direct = direct(offset, length);
      if (direct.isPresent()) {
        return direct.get();
      }
    }
    Object data =
        input.guarded(path, MOST_BYTES, () -> dataset.getData(offset.clone(), count.clone()));
    return Hdf5Values.doubles(data)
        .filter(values -> values.length == length)
        .orElseThrow(() -> input.broken("%s holds no numbers".formatted(path)));
  }

  /** A box of an array of whole numbers. */
  public long[] longs(long[] offset, int[] count) {
    int length = length(offset, count);
    Object data =
        input.guarded(path, MOST_BYTES, () -> dataset.getData(offset.clone(), count.clone()));
    return Hdf5Values.longs(data)
        .filter(values -> values.length == length)
        .orElseThrow(() -> input.broken("%s holds no whole numbers of 64 bits".formatted(path)));
  }

  private Optional<double[]> direct(long[] offset, int length) {
    int bytes = type.getSize();
    if (!(dataset instanceof ContiguousDataset contiguous) || (bytes != 4 && bytes != 8)) {
      return Optional.empty();
    }
    long first = 0;
    for (int i = 0; i < shape.length; i++) {
      first = first * shape[i] + offset[i];
    }
    ByteBuffer buffer = ByteBuffer.allocate(length * bytes);
    input.read(path, input.guarded(path, contiguous::getDataAddress) + first * bytes, buffer);
    buffer.order(input.guarded(path, ((FloatingPoint) type)::getByteOrder));
    double[] values = new double[length];
    if (bytes == 8) {
      buffer.asDoubleBuffer().get(values);
    } else {
      for (int i = 0; i < length; i++) {
        values[i] = buffer.getFloat();
      }
    }
    return Optional.of(values);
  }

  /** Whether all but one of the outer indices are single and all inner ones are whole. */
  private boolean isOnePiece(int[] count) {
    int part = 0;
    while (part < count.length && count[part] == 1) {
      part++;
    }
    for (int i = part + 1; i < count.length; i++) {
      if (count[i] != shape[i]) {
        return false;
      }
    }
    return true;
  }

  private int length(long[] offset, int[] count) {
    boolean inside = offset.length == shape.length && count.length == shape.length;
    long length = 1;
    for (int i = 0; inside && i < shape.length; i++) {
      inside = offset[i] >= 0 && count[i] >= 1 && offset[i] + count[i] <= shape[i];
      length = Math.min(length * count[i], MOST_VALUES + 1);
    }
    if (!inside) {
      throw input.broken(
          "%s has the shape %s, too small for %s from %s"
              .formatted(
                  path, Arrays.toString(shape), Arrays.toString(count), Arrays.toString(offset)));
    }
    if (length > MOST_VALUES) {
      throw input.broken(
          "%s is read in pieces of %s, too large".formatted(path, Arrays.toString(count)));
    }
    return (int) length;
  }

  /** An array that says it is larger than the file is a broken header. */
  private void requirePossible(long mostChunkBytes) {
    int bytes = type.getSize();
    double promised = bytes;
    for (int length : shape) {
      promised *= length;
    }
    if (dataset instanceof ContiguousDataset && promised > input.size()) {
      throw new BadInputException(
          input.file(),
          "%s has the shape %s, more than the file's %d bytes"
              .formatted(path, Arrays.toString(shape), input.size()),
          Hdf5Guard.MEND);
    }
    if (dataset instanceof ChunkedDataset chunked) {
      int[] chunk = input.guarded(path, chunked::getChunkDimensions);
      double packed = bytes;
      for (int length : chunk) {
        packed *= length;
      }
      boolean sane = chunk.length == shape.length && Arrays.stream(chunk).allMatch(n -> n > 0);
      if (!sane || packed > mostChunkBytes) {
        throw input.broken(
            "%s is packed in chunks of %s, not of at most %d bytes"
                .formatted(path, Arrays.toString(chunk), mostChunkBytes));
      }
    }
  }

  private long[] rowOffset(int first) {
    return LongStream.concat(LongStream.of(first), LongStream.generate(() -> 0).limit(rest()))
        .toArray();
  }

  private int[] rowCount(int count) {
    int[] counts = shape.clone();
    if (counts.length > 0) {
      counts[0] = count;
    }
    return counts;
  }

  private int rest() {
    return Math.max(0, shape.length - 1);
  }
}
