package protomass.snapshot.athena;

import java.nio.file.Path;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/** Reads HDF5 output of Athena++ (Stone et al. 2020), uniform or refined, hydro or MHD. */
public final class AthenaReader implements SnapshotReader {
  @Override
  public String format() {
    return "Athena++ output (.athdf)";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    return candidate.name().endsWith(".athdf") && candidate.isHdf5();
  }

  @Override
  public Snapshot open(Path path) {
    return AthenaOutput.open(path);
  }
}
