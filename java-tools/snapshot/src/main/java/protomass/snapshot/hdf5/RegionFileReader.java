package protomass.snapshot.hdf5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/**
 * Reads region files: HDF5 with one group {@code star_NNNN} per star that holds a cube of gas on a
 * uniform grid. assets/demo/README.md lists the datasets and attributes.
 */
public final class RegionFileReader implements SnapshotReader {
  /** The first bytes of every HDF5 file (HDF5 File Format Specification, section II.A). */
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  @Override
  public String format() {
    return "region file (HDF5)";
  }

  @Override
  public boolean recognises(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public Snapshot open(Path path) {
    return RegionFileSnapshot.open(path);
  }
}
