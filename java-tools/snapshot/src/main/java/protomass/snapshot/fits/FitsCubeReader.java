package protomass.snapshot.fits;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/** Reads cubes of density and velocity in position, position, position from FITS. */
public final class FitsCubeReader implements SnapshotReader {
  /** How every FITS file begins (FITS Standard 4.0, section 4.4.1.1). */
  private static final byte[] BEGIN = "SIMPLE  =".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String format() {
    return "FITS cubes of density and velocity";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    return candidate.beginsWith(BEGIN);
  }

  @Override
  public Snapshot open(Path path) {
    return FitsCubes.open(path);
  }
}
