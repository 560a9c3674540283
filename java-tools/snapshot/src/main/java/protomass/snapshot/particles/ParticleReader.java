package protomass.snapshot.particles;

import java.nio.file.Path;
import java.util.Set;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;
import protomass.snapshot.hdf5.Hdf5Root;

/**
 * Reads HDF5 snapshots of GADGET's format as AREPO (Springel 2010) and GIZMO (Hopkins 2015) write
 * them, in one file or several.
 */
public final class ParticleReader implements SnapshotReader {
  @Override
  public String format() {
    return "AREPO or GIZMO snapshot (HDF5)";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    return ParticleFiles.first(candidate.path())
        .map(candidate::root)
        .map(Hdf5Root::names)
        .filter(ParticleReader::areParticles)
        .isPresent();
  }

  @Override
  public Snapshot open(Path path) {
    return ParticleSnapshot.open(path);
  }

  private static boolean areParticles(Set<String> children) {
    return children.contains(ParticleHeader.GROUP)
        && children.stream().anyMatch(name -> name.startsWith("PartType"));
  }
}
