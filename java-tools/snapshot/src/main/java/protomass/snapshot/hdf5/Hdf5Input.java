package protomass.snapshot.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import protomass.core.error.BadInputException;

/**
 * An HDF5 file written by somebody else's code, open for reading in pieces: whatever the file says,
 * no piece takes more memory than it was asked for, and every failure is one line about the file.
 * Not safe for use by several threads.
 */
public final class Hdf5Input implements AutoCloseable {
  /** An attribute of the formats that are read has a few hundred bytes. */
  private static final long MOST_ATTRIBUTE_BYTES = 1 << 20;

  /** A table of parameters has some ten thousand bytes. */
  private static final long MOST_TABLE_BYTES = 16 << 20;

  private static final int LONGEST = 300;

  private final Path file;
  private final String mend;
  private final Hdf5Reading reading;
  private final FileChannel channel;
  private final HdfFile hdf;
  private final long size;

  private Hdf5Input(Path file, String mend, Hdf5Reading reading, FileChannel channel, long size) {
    this.file = file;
    this.mend = mend;
    this.reading = reading;
    this.channel = channel;
    this.size = size;
    this.hdf = reading.guarded("the file", () -> new HdfFile(file));
  }

  /**
   * Opens a file.
   *
   * @param mend what to do when something is missing in it, for messages
   * @throws BadInputException when it is truncated or no HDF5 file
   */
  public static Hdf5Input open(Path file, String mend) {
    Hdf5Reading reading = new Hdf5Reading(file);
    reading.requireWhole();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      return new Hdf5Input(file, mend, reading, channel, channel.size());
    } catch (IOException failure) {
      throw new BadInputException(
          file, "cannot be read (" + failure + ")", "check that it is readable", failure);
    } catch (BadInputException failure) {
      close(channel);
      throw failure;
    }
  }

  public Path file() {
    return file;
  }

  /**
   * Whether there is a group or dataset, such as {@code "Header"} or {@code "PartType0/Masses"}.
   */
  public boolean has(String path) {
    return find(path).isPresent();
  }

  /** Whether a group or dataset is there and has an attribute. */
  public boolean hasAttribute(String path, String attribute) {
    return find(path)
        .map(node -> guarded(path, () -> node.getAttributes().containsKey(attribute)))
        .orElse(false);
  }

  /**
   * An array of numbers.
   *
   * @param path such as {@code "PartType0/Masses"}
   * @throws BadInputException when it is absent, no array of numbers, or larger than the file
   */
  public Hdf5Array array(String path) {
    return new Hdf5Array(this, path, dataset(path));
  }

  /**
   * A table of parameters: a compound dataset with the columns {@code name} and {@code value}.
   * Values are {@link Double} or {@link String}.
   *
   * @throws BadInputException when it is absent or no such table
   */
  public Map<String, Object> table(String path) {
    Dataset dataset = dataset(path);
    long bytes = guarded(path, dataset::getSizeInBytes);
    if (bytes < 0 || bytes > MOST_TABLE_BYTES || !guarded(path, dataset::isCompound)) {
      throw broken("%s is no table of parameters".formatted(path));
    }
    Object data = guarded(path, dataset::getData);
    if (data instanceof Map<?, ?> columns
        && columns.get("name") != null
        && columns.get("value") != null) {
      Optional<List<String>> names = Hdf5Values.texts(columns.get("name"));
      Object values = columns.get("value");
      Optional<List<?>> cells =
          Hdf5Values.doubles(values)
              .<List<?>>map(all -> Arrays.stream(all).boxed().toList())
              .or(() -> Hdf5Values.texts(values));
      if (names.isPresent() && cells.isPresent() && names.get().size() == cells.get().size()) {
        Map<String, Object> table = new LinkedHashMap<>();
        for (int i = 0; i < cells.get().size(); i++) {
          table.putIfAbsent(names.get().get(i), cells.get().get(i));
        }
        return table;
      }
    }
    throw broken("%s is no table of parameters".formatted(path));
  }

  /**
   * An array of text, in order.
   *
   * @throws BadInputException when it is absent or no text
   */
  public List<String> textArray(String path) {
    Dataset dataset = dataset(path);
    long bytes = guarded(path, dataset::getSizeInBytes);
    if (bytes < 0 || bytes > MOST_TABLE_BYTES) {
      throw broken("%s has %d bytes".formatted(path, bytes));
    }
    Object data = guarded(path, dataset::getData);
    return Hdf5Values.texts(data).orElseThrow(() -> broken("%s is no text".formatted(path)));
  }

  /** A number that is an attribute, when it is there. */
  public OptionalDouble number(String path, String attribute) {
    Optional<double[]> all = numbers(path, attribute);
    if (all.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (all.get().length != 1) {
      throw broken(
          "attribute %s of %s has %d values, not one"
              .formatted(attribute, place(path), all.get().length));
    }
    return OptionalDouble.of(all.get()[0]);
  }

  /** A number that must be an attribute. */
  public double requireNumber(String path, String attribute) {
    return number(path, attribute).orElseThrow(() -> missing(path, attribute));
  }

  /** Numbers that are an attribute, when they are there; all are finite. */
  public Optional<double[]> numbers(String path, String attribute) {
    return value(path, attribute)
        .map(
            value ->
                Hdf5Values.doubles(value)
                    .filter(Hdf5Values::allFinite)
                    .orElseThrow(() -> unfit(path, attribute, value, "finite numbers")));
  }

  /** Numbers that must be an attribute. */
  public double[] requireNumbers(String path, String attribute, int count) {
    double[] found = numbers(path, attribute).orElseThrow(() -> missing(path, attribute));
    if (found.length != count) {
      throw broken(
          "attribute %s of %s has %d values, not %d"
              .formatted(attribute, place(path), found.length, count));
    }
    return found;
  }

  /** Text that is an attribute, when it is there. */
  public Optional<List<String>> texts(String path, String attribute) {
    return value(path, attribute)
        .map(
            value ->
                Hdf5Values.texts(value).orElseThrow(() -> unfit(path, attribute, value, "text")));
  }

  /** Text that must be an attribute. */
  public List<String> requireTexts(String path, String attribute) {
    return texts(path, attribute).orElseThrow(() -> missing(path, attribute));
  }

  /** A single text that must be an attribute. */
  public String requireText(String path, String attribute) {
    List<String> all = requireTexts(path, attribute);
    if (all.size() != 1) {
      throw broken("attribute %s of %s has %d texts".formatted(attribute, place(path), all.size()));
    }
    return all.getFirst();
  }

  /** The failure that says what is wrong with the file. */
  public BadInputException broken(String fault) {
    String line = fault.replaceAll("\\p{Cntrl}+", " ").strip();
    return new BadInputException(
        file, line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...", mend);
  }

  @Override
  public void close() {
    close(channel);
    hdf.close();
  }

  <T> T guarded(String what, Supplier<T> read) {
    return reading.guarded(what, read);
  }

  /** Calls the library, which may take so much memory [bytes]. */
  <T> T guarded(String what, long most, Supplier<T> read) {
    return reading.guarded(what, most, read);
  }

  /** Length of the file [bytes]. */
  long size() {
    return size;
  }

  /** Fills a buffer from an address of the file's own counting. */
  void read(String what, long address, ByteBuffer buffer) {
    long position = address + guarded(what, hdf::getUserBlockSize);
    try {
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, position);
        if (count < 0) {
          throw new BadInputException(
              file, "%s ends beyond the file".formatted(what), Hdf5Reading.MEND);
        }
        position += count;
      }
    } catch (IOException | IllegalArgumentException failure) {
      throw new BadInputException(
          file, "%s cannot be read (%s)".formatted(what, failure), Hdf5Reading.MEND, failure);
    }
    buffer.flip();
  }

  private Dataset dataset(String path) {
    Optional<Node> found = find(path);
    if (found.isEmpty()) {
      throw broken("has no dataset %s".formatted(path));
    }
    if (found.get() instanceof Dataset dataset) {
      return dataset;
    }
    throw broken("%s is no dataset".formatted(path));
  }

  private Optional<Node> find(String path) {
    Node node = hdf;
    if (!path.isEmpty()) {
      for (String name : path.split("/", -1)) {
        if (!(node instanceof Group group)) {
          return Optional.empty();
        }
        node = guarded(path, () -> group.getChild(name));
      }
    }
    return Optional.ofNullable(node);
  }

  private Optional<Object> value(String path, String attribute) {
    Optional<Node> node = find(path);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String what = "attribute %s of %s".formatted(attribute, place(path));
    Attribute found = guarded(what, () -> node.get().getAttribute(attribute));
    if (found == null) {
      return Optional.empty();
    }
    long bytes = guarded(what, found::getSizeInBytes);
    if (bytes < 0 || bytes > MOST_ATTRIBUTE_BYTES) {
      throw broken("%s has %d bytes".formatted(what, bytes));
    }
    return Optional.ofNullable(guarded(what, found::getData));
  }

  private BadInputException missing(String path, String attribute) {
    return broken("%s has no attribute %s".formatted(place(path), attribute));
  }

  private BadInputException unfit(String path, String attribute, Object value, String wanted) {
    return broken(
        "attribute %s of %s is '%s', not %s"
            .formatted(attribute, place(path), Hdf5Values.shown(value), wanted));
  }

  private static String place(String path) {
    return path.isEmpty() ? "the root group" : path;
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // It was open for reading only.
    }
  }
}
