package protomass.snapshot.region;

import java.nio.file.Path;
import java.util.regex.Pattern;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;
import protomass.snapshot.hdf5.Hdf5Root;

/**
 * Reads region files: HDF5 with one group {@code star_NNNN} per star that holds a cube of gas on a
 * uniform grid. assets/demo/README.md lists the datasets and attributes.
 */
public final class RegionFileReader implements SnapshotReader {
  static final Pattern STAR_GROUP = Pattern.compile("star_\\d+");

  /** A root attribute by which a file without stars is known, though cubes of gas have it too. */
  private static final String CELL = "cell_cm";

  /** The dataset by which a cube of gas is known. */
  private static final String CUBE = "density";

  @Override
  public String format() {
    return "region file (HDF5)";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    Hdf5Root root = candidate.root();
    return root.names().stream().anyMatch(name -> STAR_GROUP.matcher(name).matches())
        || (root.attributes().contains(CELL) && !root.names().contains(CUBE));
  }

  @Override
  public Snapshot open(Path path) {
    return RegionFileSnapshot.open(path);
  }
}
