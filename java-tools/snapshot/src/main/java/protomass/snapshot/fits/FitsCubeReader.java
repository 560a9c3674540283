package protomass.snapshot.fits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/** Reads cubes of density and velocity in position, position, position from FITS. */
public final class FitsCubeReader implements SnapshotReader {
  /** How every FITS file begins (FITS Standard 4.0, section 4.4.1.1). */
  private static final String BEGIN = "SIMPLE  =";

  @Override
  public String format() {
    return "FITS cubes of density and velocity";
  }

  @Override
  public boolean recognises(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      String found = new String(in.readNBytes(BEGIN.length()), StandardCharsets.ISO_8859_1);
      return found.equals(BEGIN);
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public Snapshot open(Path path) {
    return FitsCubes.open(path);
  }
}
