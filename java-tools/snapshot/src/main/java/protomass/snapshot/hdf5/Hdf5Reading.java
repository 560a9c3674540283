package protomass.snapshot.hdf5;

import io.jhdf.Superblock;
import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import protomass.core.error.BadInputException;
import protomass.core.error.MemoryShortage;

/**
 * Reads pieces of one HDF5 file and turns every failure into one line about that file. The library
 * reports broken files by many unrelated runtime exceptions, even by errors such as an exhausted
 * stack or memory, hence the wide catch around each call of it.
 */
final class Hdf5Reading {
  static final String MEND = "copy or write the file again";

  /** The most that the library takes for what describes the data [bytes]. */
  private static final long MOST_FOR_DESCRIPTION = 64L << 20;

  private final Path file;

  Hdf5Reading(Path file) {
    this.file = file;
  }

  /** Calls the library for what describes the data. */
  <T> T guarded(String what, Supplier<T> read) {
    return guarded(what, MOST_FOR_DESCRIPTION, read);
  }

  /**
   * Calls the library.
   *
   * @param most the memory that it takes at most if the file is sound [bytes]
   */
  <T> T guarded(String what, long most, Supplier<T> read) {
    try {
      return read.get();
    } catch (OutOfMemoryError failure) {
      if (!MemoryShortage.isFileAtFault(most)) {
        throw failure;
      }
      throw new BadInputException(
          file, "%s cannot be read: it has an absurd size".formatted(what), MEND);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      throw new BadInputException(
          file, "%s cannot be read (%s)".formatted(what, describe(failure)), MEND, failure);
    }
  }

  /** Refuses a file that is shorter than it says itself. */
  void requireWhole() {
    try (FileChannel channel = FileChannel.open(file)) {
      long promised =
          guarded(
              "the superblock", () -> Superblock.readSuperblock(channel, 0).getEndOfFileAddress());
      if (channel.size() < promised) {
        throw new BadInputException(
            file, "is truncated: %d of %d bytes".formatted(channel.size(), promised), MEND);
      }
    } catch (IOException failure) {
      throw new BadInputException(
          file, "cannot be read (" + failure + ")", "check that it is readable", failure);
    }
  }

  String text(Node node, String attribute) {
    Object value = value(node, attribute);
    if (value instanceof String text) {
      return text.strip();
    }
    throw unfit(node, attribute, value, "a string");
  }

  long integer(Node node, String attribute) {
    Object value = value(node, attribute);
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw unfit(node, attribute, value, "a whole number");
  }

  double number(Node node, String attribute) {
    Object value = value(node, attribute);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw unfit(node, attribute, value, "a finite number");
  }

  /** Three finite numbers. */
  List<Double> vector(Node node, String attribute) {
    Object value = value(node, attribute);
    if (value instanceof double[] numbers
        && numbers.length == 3
        && DoubleStream.of(numbers).allMatch(Double::isFinite)) {
      return DoubleStream.of(numbers).boxed().toList();
    }
    throw unfit(node, attribute, value, "three finite numbers (float64)");
  }

  private Object value(Node node, String attribute) {
    Attribute found =
        guarded(
            "attribute " + attribute + " of " + place(node), () -> node.getAttribute(attribute));
    if (found == null) {
      throw new BadInputException(
          file,
          "%s has no attribute %s".formatted(place(node), attribute),
          "write it as assets/demo/README.md describes");
    }
    return guarded("attribute " + attribute + " of " + place(node), found::getData);
  }

  private BadInputException unfit(Node node, String attribute, Object value, String wanted) {
    String shown =
        value instanceof double[] numbers
            ? DoubleStream.of(numbers).boxed().limit(4).toList().toString()
            : String.valueOf(value);
    return new BadInputException(
        file,
        "attribute %s of %s is '%s', not %s"
            .formatted(attribute, place(node), Hdf5Text.shortened(shown), wanted),
        "write it as assets/demo/README.md describes");
  }

  private static String place(Node node) {
    return node.getParent() == null ? "the root group" : node.getName();
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName()
        + (message == null ? "" : ": " + Hdf5Text.shortened(message));
  }
}
