package protomass.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import protomass.core.error.BadInputException;
import protomass.snapshot.hdf5.Hdf5Root;

/**
 * A path that may be a snapshot, and what readers know it by: its name, its first bytes, the names
 * in an HDF5 file's root group. Each is looked up once for all readers. No question fails: what
 * cannot be read begins with nothing and holds nothing.
 */
public final class Candidate {
  private static final int BEGINNING = 64;

  private final Path path;
  private final Map<Path, byte[]> beginnings = new HashMap<>();
  private final Map<Path, Hdf5Root> roots = new HashMap<>();
  private Optional<BadInputException> fault = Optional.empty();

  Candidate(Path path) {
    this.path = path;
  }

  /** The file or folder. */
  public Path path() {
    return path;
  }

  /** The last part of the path. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Whether it is a file that begins with these bytes, 64 at most. */
  public boolean beginsWith(byte[] bytes) {
    byte[] found = beginning(path);
    return found.length >= bytes.length
        && Arrays.equals(found, 0, bytes.length, bytes, 0, bytes.length);
  }

  /** Whether it is a file that begins as HDF5 does. */
  public boolean isHdf5() {
    return Hdf5Root.isBehind(beginning(path));
  }

  /** What the file's root group holds; nothing when it is no readable HDF5 file. */
  public Hdf5Root root() {
    return root(path);
  }

  /** The same of a file that belongs to the snapshot, such as one in the folder. */
  public Hdf5Root root(Path file) {
    return roots.computeIfAbsent(file, this::readRoot);
  }

  /** Why an HDF5 file could not be looked into. */
  Optional<BadInputException> fault() {
    return fault;
  }

  private Hdf5Root readRoot(Path file) {
    if (!Hdf5Root.isBehind(beginning(file))) {
      return Hdf5Root.NONE;
    }
    try {
      return Hdf5Root.read(file);
    } catch (BadInputException broken) {
      fault = Optional.of(fault.orElse(broken));
      return Hdf5Root.NONE;
    }
  }

  private byte[] beginning(Path file) {
    return beginnings.computeIfAbsent(file, Candidate::readBeginning);
  }

  private static byte[] readBeginning(Path file) {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BEGINNING);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }
}
