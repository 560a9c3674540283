package protomass.snapshot.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.command.ExitCodes;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapFileWriter;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Star;
import protomass.snapshot.overlap.Overlap;
import protomass.snapshot.projection.Projection;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.quantity.Mass;

/** The tool that makes maps from a snapshot. */
@Command(
    name = "project",
    description =
        "Projects the gas around each star of a snapshot to maps of column density, mean"
            + " line-of-sight velocity and velocity dispersion.")
public final class ProjectCommand implements ProtomassCommand {
  @Mixin private StandardOptions standard;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "PATH",
      description = "The snapshot: a region file (HDF5).")
  private Path snapshot;

  @Option(
      names = "--region-size",
      defaultValue = "0.5pc",
      converter = LengthConverter.class,
      paramLabel = "LENGTH",
      description =
          "Side of the cube around each star, in pc, au or cm; the snapshot's own cube or a smaller"
              + " one of whole cells (default: ${DEFAULT-VALUE}).")
  private Length regionSize;

  @Option(
      names = "--map-size",
      defaultValue = "64",
      paramLabel = "PIXELS",
      description =
          "Pixels along a side of a map; divides the region's cells (default: ${DEFAULT-VALUE}).")
  private int mapSize;

  @Option(
      names = "--axes",
      split = ",",
      defaultValue = "x,y,z",
      paramLabel = "AXIS",
      description = "Lines of sight, of x, y, z, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<LineOfSight> axes;

  @Option(
      names = "--minimum-mass",
      defaultValue = "0.02Msun",
      converter = MassConverter.class,
      paramLabel = "MASS",
      description = "Leave out lighter stars, in Msun or g (default: ${DEFAULT-VALUE}).")
  private Mass minimumMass;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The maps to write (FITS).")
  private Path out;

  @Override
  public Integer call() {
    if (mapSize < 1) {
      throw new UsageException("--map-size %d has no pixel".formatted(mapSize), "give 1 or more");
    }
    try (Snapshot opened = SnapshotFormats.open(snapshot)) {
      List<Star> stars = heavyEnough(opened);
      SnapshotMaps made = project(opened, stars);
      Provenance provenance = standard.provenance(null);
      for (Path file : opened.files()) {
        provenance = provenance.withInput(file);
      }
      MapFileWriter.write(out, made.rows(), made.maps(), made.pixelPc(), provenance);
      report(made, stars.size());
    }
    return ExitCodes.DONE;
  }

  private SnapshotMaps project(Snapshot opened, List<Star> stars) {
    try (Progress progress = standard.progress("project", stars.size(), "stars")) {
      return SnapshotMaps.of(
          opened, stars, regionSize, new Projection(mapSize), new TreeSet<>(axes), progress);
    }
  }

  private List<Star> heavyEnough(Snapshot opened) {
    List<Star> heavy =
        opened.stars().stream()
            .filter(star -> star.massMsun() >= minimumMass.solarMasses())
            .toList();
    if (heavy.isEmpty()) {
      double heaviest = opened.stars().stream().mapToDouble(Star::massMsun).max().orElse(0);
      throw new BadInputException(
          snapshot,
          String.format(
              Locale.ROOT,
              "none of its %d stars has %s Msun, the heaviest has %s Msun",
              opened.stars().size(),
              readable(minimumMass.solarMasses()),
              readable(heaviest)),
          "lower --minimum-mass or leave this snapshot out");
    }
    return heavy;
  }

  /** Six digits without trailing zeros: what was typed, though it went through other units. */
  private static String readable(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  private void report(SnapshotMaps made, int stars) {
    if (made.pixelsWithoutMass() > 0) {
      standard.warn(
          "%d pixels have no gas behind them: their velocity and dispersion are NaN"
              .formatted(made.pixelsWithoutMass()));
    }
    if (!made.overlaps().isEmpty()) {
      standard.say("regions that share gas: " + describe(made.overlaps()));
    }
    standard.reportDone(
        out, "%d maps of %d pixels around %d stars".formatted(made.maps().size(), mapSize, stars));
  }

  private static String describe(List<Overlap> overlaps) {
    return overlaps.stream()
        .map(
            overlap ->
                "%d and %d (%d cells)"
                    .formatted(overlap.first(), overlap.second(), overlap.sharedCells()))
        .collect(Collectors.joining(", "));
  }
}
