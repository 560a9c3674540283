package protomass.snapshot.hdf5;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import protomass.core.error.BadInputException;

/**
 * What the root group of an HDF5 file holds, by which formats are told apart.
 *
 * @param names of its groups and datasets
 * @param attributes names of its attributes
 */
public record Hdf5Root(Set<String> names, Set<String> attributes) {
  /** The root of what is no HDF5 file, or none that can be read. */
  public static final Hdf5Root NONE = new Hdf5Root(Set.of(), Set.of());

  /** The first bytes of every HDF5 file (HDF5 File Format Specification, section II.A). */
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  public Hdf5Root {
    names = Set.copyOf(names);
    attributes = Set.copyOf(attributes);
  }

  /** Whether a file that begins so is HDF5. */
  public static boolean isBehind(byte[] beginning) {
    return beginning.length >= SIGNATURE.length
        && Arrays.equals(beginning, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /**
   * Opens a file and looks.
   *
   * @throws BadInputException when it is truncated or cannot be read
   */
  public static Hdf5Root read(Path file) {
    try (Hdf5Input input = Hdf5Input.open(file, Hdf5Guard.MEND)) {
      return new Hdf5Root(input.names(""), input.attributes(""));
    }
  }

  /** The names for a message, in one line. */
  public String shown() {
    return Hdf5Text.shortened(String.join(", ", names.stream().sorted().toList()));
  }
}
