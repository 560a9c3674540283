package protomass.snapshot.hdf5;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import protomass.core.error.MemoryShortage;

/** Looks into files that may be HDF5, to tell formats apart. Never fails for what is in them. */
public final class Hdf5Probe {
  /** The first bytes of every HDF5 file (HDF5 File Format Specification, section II.A). */
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** The most that the library takes for the root group [bytes]. */
  private static final long MOST_FOR_NAMES = 64L << 20;

  private Hdf5Probe() {}

  /** Whether it is a file that begins as HDF5 does. */
  public static boolean isHdf5(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Names of what the root group holds; empty when it is no readable HDF5 file. */
  public static Set<String> children(Path path) {
    if (!isHdf5(path)) {
      return Set.of();
    }
    try (HdfFile hdf = new HdfFile(path)) {
      return Set.copyOf(hdf.getChildren().keySet());
    } catch (OutOfMemoryError failure) {
      if (!MemoryShortage.isFileAtFault(MOST_FOR_NAMES)) {
        throw failure;
      }
      return Set.of();
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError unreadable) {
      return Set.of();
    }
  }
}
