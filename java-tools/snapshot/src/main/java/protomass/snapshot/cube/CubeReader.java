package protomass.snapshot.cube;

import java.nio.file.Path;
import java.util.Set;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;
import protomass.snapshot.hdf5.Hdf5Probe;

/** Reads a grid of equal cells with stars from HDF5, the format that {@link CubeFile} describes. */
public final class CubeReader implements SnapshotReader {
  @Override
  public String format() {
    return "cube of gas (HDF5)";
  }

  @Override
  public boolean recognises(Path path) {
    Set<String> children = Hdf5Probe.children(path);
    return children.contains(CubeFile.DENSITY) && children.containsAll(CubeFile.VELOCITY);
  }

  @Override
  public Snapshot open(Path path) {
    return CubeFile.open(path);
  }
}
