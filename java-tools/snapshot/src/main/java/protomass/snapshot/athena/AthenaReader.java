package protomass.snapshot.athena;

import java.nio.file.Path;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;
import protomass.snapshot.hdf5.Hdf5Probe;

/** Reads HDF5 output of Athena++ (Stone et al. 2020), uniform or refined, hydro or MHD. */
public final class AthenaReader implements SnapshotReader {
  @Override
  public String format() {
    return "Athena++ output (.athdf)";
  }

  @Override
  public boolean recognises(Path path) {
    return String.valueOf(path.getFileName()).endsWith(".athdf") && Hdf5Probe.isHdf5(path);
  }

  @Override
  public Snapshot open(Path path) {
    return AthenaOutput.open(path);
  }
}
