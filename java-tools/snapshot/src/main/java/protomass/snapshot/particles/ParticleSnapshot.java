package protomass.snapshot.particles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;
import protomass.snapshot.Box;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.OrderedReading;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.sidecar.Sidecars;
import protomass.snapshot.sidecar.StarTable;
import protomass.snapshot.sidecar.UnitsFile;

/** One snapshot of particles or moving cells. Files are opened while they are read. */
final class ParticleSnapshot implements Snapshot {
  static final String MEND = "give a snapshot of AREPO or GIZMO with all its files";

  private final Path path;
  private final List<Path> parts;
  private final List<Path> files;
  private final ParticleHeader particles;
  private final SnapshotHeader header;
  private final Space space;
  private final List<Star> stars;

  private ParticleSnapshot(Path path, Path first) {
    this.path = path;
    Path whole = ParticleFiles.whole(path);
    Optional<UnitsFile> told = UnitsFile.beside(whole);
    Optional<Path> table = StarTable.beside(whole);
    try (Hdf5Input input = Hdf5Input.open(first, MEND)) {
      this.particles = ParticleHeader.read(input, told);
    }
    this.parts = ParticleFiles.all(first, particles.files());
    this.files = Sidecars.identifying(first, List.of(told.map(UnitsFile::path), table));
    this.space = new Space(particles.box(), told.flatMap(UnitsFile::periodic).orElse(false));
    double timeYr = particles.time() * particles.units().timeS() / Cgs.YEAR_S;
    this.header =
        new SnapshotHeader(
            particles.code(),
            told.flatMap(UnitsFile::simulation).orElseGet(() -> Sidecars.runName(whole)),
            ParticleFiles.number(first),
            timeYr,
            Math.cbrt(particles.box().volume() / Math.max(1, particles.gas())));
    List<Star> found = readStars(table.isEmpty());
    this.stars = table.map(file -> StarTable.read(file, timeYr, particles.box())).orElse(found);
  }

  static Snapshot open(Path path) {
    Path first =
        ParticleFiles.first(path)
            .orElseThrow(() -> new BadInputException(path, "holds no first file", MEND));
    try {
      return new ParticleSnapshot(path, first);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(path, String.valueOf(fault.getMessage()), MEND, fault);
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<Path> files() {
    return files;
  }

  /** Its {@link SnapshotHeader#cellCm} is the mean distance of gas particles. */
  @Override
  public SnapshotHeader header() {
    return header;
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public List<Star> stars() {
    return stars;
  }

  @Override
  public boolean isMagnetic() {
    return particles.fieldGauss().isPresent();
  }

  @Override
  public boolean tilesSpace() {
    return false;
  }

  @Override
  public long cellEstimate() {
    return Kernel.CELLS * particles.gas();
  }

  @Override
  public void cells(List<Box> regions, int threads, CellConsumer consumer) {
    // Who asks for the whole box wants the particles that have left it too.
    Optional<RegionFilter> filter =
        regions.stream().anyMatch(region -> region.contains(space.box(), 0))
            ? Optional.empty()
            : Optional.of(new RegionFilter(space, regions));
    List<OrderedReading.Part> readings = new ArrayList<>();
    for (Path part : parts) {
      readings.add(to -> new GasReading(part, particles, filter).read(to));
    }
    OrderedReading.run(readings, threads, consumer);
  }

  @Override
  public void close() {
    // Nothing stays open between readings.
  }

  /** Reads the stars of all files, and counts their gas on the way. */
  private List<Star> readStars(boolean wanted) {
    ParticleStars found = new ParticleStars(particles);
    double gas = 0;
    for (Path part : parts) {
      try (Hdf5Input input = Hdf5Input.open(part, MEND)) {
        gas +=
            input.requireNumbers(ParticleHeader.GROUP, "NumPart_ThisFile", ParticleHeader.TYPES)[0];
        if (wanted) {
          found.add(input);
        }
      }
    }
    if (gas != particles.gas()) {
      throw new BadInputException(
          path,
          "has %.0f gas particles in its files, %d by its header".formatted(gas, particles.gas()),
          MEND);
    }
    return found.stars();
  }
}
