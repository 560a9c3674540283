package protomass.snapshot.hdf5;

import io.jhdf.Superblock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Supplier;
import protomass.core.error.BadInputException;
import protomass.core.error.MemoryShortage;
import protomass.core.file.RegularFile;

/**
 * Calls the library for one HDF5 file and turns every failure into one line about that file. It
 * reports broken files by many unrelated runtime exceptions, even by errors such as an exhausted
 * stack or memory, hence the wide catch around each call of it.
 */
final class Hdf5Guard {
  static final String MEND = "copy or write the file again";

  /** The most that the library takes for what describes the data [bytes]. */
  private static final long MOST_FOR_DESCRIPTION = 64L << 20;

  private final Path file;

  Hdf5Guard(Path file) {
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
      throw RegularFile.unreadable(file, failure);
    }
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName()
        + (message == null ? "" : ": " + Hdf5Text.shortened(message));
  }
}
