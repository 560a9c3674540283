package protomass.snapshot.flash;

import java.nio.file.Path;
import java.util.regex.Pattern;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/** Reads HDF5 checkpoints and plot files of FLASH (Fryxell et al. 2000), hydro or MHD. */
public final class FlashReader implements SnapshotReader {
  private static final Pattern NAME = Pattern.compile(".*_hdf5_(chk|plt_cnt)_\\d+");

  @Override
  public String format() {
    return "FLASH checkpoint or plot file (HDF5)";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    boolean named = NAME.matcher(candidate.name()).matches();
    return (named && candidate.isHdf5())
        || candidate.root().names().contains(FlashMesh.BOUNDING_BOX);
  }

  @Override
  public Snapshot open(Path path) {
    return FlashOutput.open(path);
  }
}
