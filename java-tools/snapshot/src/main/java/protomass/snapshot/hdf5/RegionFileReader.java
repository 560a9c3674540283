package protomass.snapshot.hdf5;

import java.nio.file.Path;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/**
 * Reads region files: HDF5 with one group {@code star_NNNN} per star that holds a cube of gas on a
 * uniform grid. assets/demo/README.md lists the datasets and attributes.
 */
public final class RegionFileReader implements SnapshotReader {
  @Override
  public String format() {
    return "region file (HDF5)";
  }

  @Override
  public boolean recognises(Path path) {
    return Hdf5Probe.isHdf5(path);
  }

  @Override
  public Snapshot open(Path path) {
    return RegionFileSnapshot.open(path);
  }
}
