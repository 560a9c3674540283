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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import protomass.core.error.BadInputException;
import protomass.core.file.RegularFile;

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

  static final long MOST_CHUNK_BYTES = 1L << 28;

  private static final int LONGEST = 300;

  private final Path file;
  private final String mend;
  private final Hdf5Guard guard;
  private final FileChannel channel;
  private final HdfFile hdf;
  private final long size;

  private Hdf5Input(Path file, String mend, Hdf5Guard guard, FileChannel channel, long size) {
    this.file = file;
    this.mend = mend;
    this.guard = guard;
    this.channel = channel;
    this.size = size;
    this.hdf = guard.guarded("the file", () -> new HdfFile(file));
  }

  /**
   * Opens a file.
   *
   * @param mend what to do when something is missing in it, for messages
   * @throws BadInputException when it is truncated or no HDF5 file
   */
  public static Hdf5Input open(Path file, String mend) {
    Hdf5Guard guard = new Hdf5Guard(file);
    guard.requireWhole();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      return new Hdf5Input(file, mend, guard, channel, channel.size());
    } catch (IOException failure) {
      throw RegularFile.unreadable(file, failure);
    } catch (BadInputException failure) {
      close(channel);
      throw failure;
    }
  }

  /**
   * Opens a file for something that closes it; it is closed here when that cannot be made.
   *
   * @param make of the open file what is to be kept of it
   * @throws BadInputException as {@link #open(Path, String)} does
   */
  public static <T> T open(Path file, String mend, Function<Hdf5Input, T> make) {
    Hdf5Input input = open(file, mend);
    try {
      return make.apply(input);
    } catch (RuntimeException failure) {
      input.close();
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

  /** Whether there is a dataset. */
  public boolean hasDataset(String path) {
    return find(path).filter(Dataset.class::isInstance).isPresent();
  }

  /** Names of what a group holds; none where there is no group. */
  public Set<String> names(String path) {
    return find(path)
        .filter(Group.class::isInstance)
        .map(Group.class::cast)
        .map(group -> guarded(place(path), group::getChildren).keySet())
        .orElse(Set.of());
  }

  /** Names of the attributes of a group or dataset; none where there is neither. */
  public Set<String> attributes(String path) {
    return find(path)
        .map(node -> guarded(place(path), node::getAttributes).keySet())
        .orElse(Set.of());
  }

  /** Whether a group or dataset is there and has an attribute. */
  public boolean hasAttribute(String path, String attribute) {
    return attributes(path).contains(attribute);
  }

  /**
   * An array of numbers.
   *
   * @param path such as {@code "PartType0/Masses"}
   * @throws BadInputException when it is absent, no array of numbers, or larger than the file
   */
  public Hdf5Array array(String path) {
    return new Hdf5Array(this, path, dataset(path), MOST_CHUNK_BYTES);
  }

  /** An array that is small enough to be read at once, however large the chunks it is packed in. */
  public Hdf5Array wholeArray(String path) {
    return new Hdf5Array(this, path, dataset(path), Long.MAX_VALUE);
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
    Optional<double[]> all = numbers(path, attribute, "a finite number");
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
    return numbers(path, attribute, "finite numbers");
  }

  private Optional<double[]> numbers(String path, String attribute, String wanted) {
    return value(path, attribute)
        .map(
            value ->
                Hdf5Values.doubles(value)
                    .filter(Hdf5Values::allFinite)
                    .orElseThrow(() -> unfit(path, attribute, value, wanted)));
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

  /** Three numbers that must be an attribute. */
  public double[] requireVector(String path, String attribute) {
    String wanted = "three finite numbers";
    double[] found = numbers(path, attribute, wanted).orElseThrow(() -> missing(path, attribute));
    if (found.length != 3) {
      throw unfit(path, attribute, found, wanted);
    }
    return found;
  }

  /** A whole number of up to 64 bits that must be an attribute. */
  public long requireWhole(String path, String attribute) {
    Object value = value(path, attribute).orElseThrow(() -> missing(path, attribute));
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw unfit(path, attribute, value, "a whole number");
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
    Object value = value(path, attribute).orElseThrow(() -> missing(path, attribute));
    return Hdf5Values.texts(value)
        .filter(all -> all.size() == 1)
        .map(List::getFirst)
        .orElseThrow(() -> unfit(path, attribute, value, "a string"));
  }

  /** The failure that says what is wrong with the file. */
  public BadInputException broken(String fault) {
    return new BadInputException(file, Hdf5Text.shortened(fault, LONGEST), mend);
  }

  @Override
  public void close() {
    close(channel);
    hdf.close();
  }

  <T> T guarded(String what, Supplier<T> read) {
    return guard.guarded(what, read);
  }

  /** Calls the library, which may take so much memory [bytes]. */
  <T> T guarded(String what, long most, Supplier<T> read) {
    return guard.guarded(what, most, read);
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
              file, "%s ends beyond the file".formatted(what), Hdf5Guard.MEND);
        }
        position += count;
      }
    } catch (IOException | IllegalArgumentException failure) {
      throw new BadInputException(
          file, "%s cannot be read (%s)".formatted(what, failure), Hdf5Guard.MEND, failure);
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
