package protomass.snapshot.cube;

import java.nio.file.Path;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/** Reads a grid of equal cells with stars from HDF5, the format that {@link CubeFile} describes. */
public final class CubeReader implements SnapshotReader {
  @Override
  public String format() {
    return "cube of gas (HDF5)";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    return candidate.root().names().contains(CubeFile.DENSITY);
  }

  @Override
  public Snapshot open(Path path) {
    return CubeFile.open(path);
  }
}
