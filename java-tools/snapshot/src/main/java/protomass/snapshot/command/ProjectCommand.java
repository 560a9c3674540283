package protomass.snapshot.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.cost.CostFile;
import protomass.core.cost.CostUnit;
import protomass.core.error.BadInputException;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.OutputPlan;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapExtras;
import protomass.core.maps.MapFileWriter;
import protomass.core.maps.SimulationName;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.core.units.Cgs;
import protomass.snapshot.SharedGas;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Star;
import protomass.snapshot.StarRegions;
import protomass.snapshot.Vector3;
import protomass.snapshot.preview.Preview;
import protomass.snapshot.projection.View;
import protomass.snapshot.quantity.Age;
import protomass.snapshot.quantity.Bytes;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.quantity.Mass;
import protomass.snapshot.quantity.Speed;

/** The tool that makes maps from a snapshot. */
@Command(
    name = "project",
    description =
        "Projects the gas around each star of a snapshot to maps of column density, mean"
            + " line-of-sight velocity and velocity dispersion.")
@Needs
public final class ProjectCommand implements ProtomassCommand {
  private static final long DEFAULT_MEMORY = 2L << 30;
  private static final int MOST_PIXELS = 8192;
  private static final int MOST_ORIENTATIONS = 100_000;

  @Mixin private StandardOptions standard;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "PATH",
      description =
          "The snapshot, in any format of docs/formats.md, such as an output folder of RAMSES.")
  private Path snapshot;

  @Option(
      names = "--simulation",
      paramLabel = "NAME",
      description =
          "Name of the simulation that the snapshot belongs to: letters, digits and _ . + (default:"
              + " what the snapshot says, or the folder that holds it).")
  private String simulation;

  @Option(
      names = "--region-size",
      defaultValue = "0.5pc",
      converter = QuantityConverter.OfLength.class,
      paramLabel = "LENGTH",
      description =
          "Side of the cube around each star, in pc, au or cm (default: ${DEFAULT-VALUE}).")
  private Length regionSize;

  @Option(
      names = "--depth",
      converter = QuantityConverter.OfLength.class,
      paramLabel = "LENGTH",
      description =
          "Extent of the region along the line of sight, in pc, au or cm (default: --region-size).")
  private Length depth;

  @Option(
      names = "--map-size",
      defaultValue = "64",
      paramLabel = "PIXELS",
      description = "Pixels along a side of a map (default: ${DEFAULT-VALUE}).")
  private int mapSize;

  @Option(
      names = "--axes",
      split = ",",
      defaultValue = "x,y,z",
      converter = QuantityConverter.OfAxis.class,
      paramLabel = "AXIS",
      description = "Lines of sight, of x, y, z, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<LineOfSight> axes;

  @Option(
      names = "--direction",
      converter = QuantityConverter.OfDirection.class,
      paramLabel = "X,Y,Z",
      description = "A direction to look along besides the axes; may be given several times.")
  private List<Vector3> directions = List.of();

  @Option(
      names = "--orientations",
      defaultValue = "0",
      paramLabel = "COUNT",
      description =
          "Random orientations per star besides the axes and directions; they turn the region too"
              + " (default: ${DEFAULT-VALUE}).")
  private int orientations;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Seed of the orientations (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--minimum-mass",
      defaultValue = "0.02Msun",
      converter = QuantityConverter.OfMass.class,
      paramLabel = "MASS",
      description = "Leave out lighter stars, in Msun or g (default: ${DEFAULT-VALUE}).")
  private Mass minimumMass;

  @Option(
      names = "--minimum-age",
      converter = QuantityConverter.OfAge.class,
      paramLabel = "TIME",
      description = "Leave out younger stars, in yr, kyr or Myr (default: none).")
  private Age minimumAge;

  @Option(
      names = "--frame",
      defaultValue = "BOX",
      paramLabel = "FRAME",
      description =
          "What velocities are measured against: box, star, or region for the mean of the region's"
              + " gas (default: box).")
  private Frame frame;

  @Option(
      names = "--sound-speed",
      converter = QuantityConverter.OfSpeed.class,
      paramLabel = "SPEED",
      description =
          "Isothermal sound speed to be added to dispersions in quadrature, such as 0.19km/s; in"
              + " km/s, m/s or cm/s (default: none, bulk motions only).")
  private Speed soundSpeed;

  @Option(
      names = "--field-strength",
      description = "Also map the mass-weighted strength of the magnetic field [G].")
  private boolean fieldStrength;

  @Option(
      names = "--memory",
      converter = QuantityConverter.OfBytes.class,
      paramLabel = "SIZE",
      description =
          "Memory for maps and blocks of gas, in MB, GB, MiB or GiB; when not all stars fit, the"
              + " snapshot is read several times (default: 2GiB, or half of the Java heap where that is"
              + " less).")
  private Bytes memory;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      description = "Threads (default: one per processor). Results do not depend on it.")
  private Integer threads;

  @Option(
      names = "--preview",
      paramLabel = "FOLDER",
      description = "Also draw the maps of each star as a PNG panel in this folder.")
  private Path preview;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The maps to write (FITS).")
  private Path out;

  @Mixin private SkipOptions skipping;
  private final CostFile cost = new CostFile();

  @Override
  public OutputPlan outputs() {
    OutputPlan plan = cost.addTo(skipping.addTo(OutputPlan.nothing().file("--out", out)));
    return preview == null ? plan : plan.filesIn("--preview", preview);
  }

  @Override
  public Integer call() {
    requireUsable();
    try {
      mapStars();
    } catch (BadInputException failure) {
      if (!skipping.covers(failure)) {
        throw failure;
      }
      skip(failure);
    }
    return ExitCodes.DONE;
  }

  private void mapStars() {
    try (Snapshot opened = SnapshotFormats.open(snapshot)) {
      StarRegions.requireTold(opened, "--region-size", regionSize);
      if (depth != null) {
        StarRegions.requireTold(opened, "--depth", depth);
      }
      List<Star> stars = new StarChoice(minimumMass, minimumAge).of(opened);
      MapRequest request = request(opened);
      List<SharedGas> sharedGas = opened.sharedGas(stars, regionSize);
      Provenance provenance = provenance(opened);
      MapFileWriter.requireWritable(provenance, notes());
      SnapshotMaps made = project(opened, request, stars, sharedGas);
      double pixelCm = opened.region(stars.getFirst(), regionSize).sides().x() / mapSize;
      write(provenance, made, pixelCm / Cgs.PARSEC_CM);
      cost.write(CostUnit.PROJECTED_MAP, made.maps().size(), made.operations(), 0);
      report(made, sharedGas, stars.size());
    }
  }

  private void skip(BadInputException failure) {
    standard.warn("skipped: " + failure.getMessage());
    skipping.write(failure, snapshot, simulation, out, standard.provenance(null));
    standard.reportDone(skipping.record(), "no maps, and why");
  }

  private void requireUsable() {
    Bounds.within("--map-size", mapSize, 1, MOST_PIXELS);
    Bounds.within("--orientations", orientations, 0, MOST_ORIENTATIONS);
    if (threads != null) {
      Bounds.atLeast("--threads", threads, 1);
    }
    if (simulation != null && !SimulationName.isValid(simulation)) {
      throw new UsageException(
          "--simulation is '%s'".formatted(simulation), "use " + SimulationName.RULE);
    }
  }

  private MapRequest request(Snapshot opened) {
    String name = simulation == null ? opened.header().simulation() : simulation;
    if (name.isEmpty()) {
      throw new UsageException(
          "%s does not tell the simulation's name".formatted(snapshot), "give --simulation NAME");
    }
    return new MapRequest(
        name,
        regionSize,
        depth,
        mapSize,
        axes.stream().distinct().sorted().toList(),
        directions,
        orientations,
        seed);
  }

  private SnapshotMaps project(
      Snapshot opened, MapRequest request, List<Star> stars, List<SharedGas> sharedGas) {
    boolean field = fieldStrength;
    if (field && !opened.isMagnetic()) {
      throw new BadInputException(snapshot, "has no magnetic field", "leave --field-strength out");
    }
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    View view = request.wanted(opened, stars.subList(0, 1)).getFirst().view();
    Bytes budget = budget();
    Bytes allowed = memory == null ? new Bytes(DEFAULT_MEMORY) : memory;
    MemoryPlan plan =
        MemoryPlan.of(
            budget, allowed, stars.size(), request.mapsPerStar(), view, field ? 4 : 3, workers);
    if (plan.passes() > 1) {
      standard.say(
          "reads the snapshot %d times, for %d stars at a time: all at once need more than %d MiB"
              .formatted(plan.passes(), plan.starsAtATime(), budget.mebibytes()));
    }
    double thermal = soundSpeed == null ? 0 : soundSpeed.centimetresPerSecond();
    SnapshotMaps made = new SnapshotMaps(opened, request, frame, thermal, field);
    long cells = opened.cellEstimate() * plan.passes();
    try (Progress progress = standard.progress("project", cells, "cells")) {
      for (int first = 0; first < stars.size(); first += plan.starsAtATime()) {
        int end = Math.min(stars.size(), first + plan.starsAtATime());
        made.add(stars.subList(first, end), sharedGas, workers, progress);
      }
    }
    return made;
  }

  private Bytes budget() {
    long heap = Runtime.getRuntime().maxMemory();
    if (memory == null) {
      return new Bytes(Math.min(DEFAULT_MEMORY, heap / 2));
    }
    if (memory.count() > heap) {
      throw new UsageException(
          "--memory %d MiB is more than the Java heap of %d MiB"
              .formatted(memory.mebibytes(), new Bytes(heap).mebibytes()),
          "give less, or set PROTOMASS_HEAP");
    }
    return memory;
  }

  private Provenance provenance(Snapshot opened) {
    Provenance provenance = standard.provenance(orientations > 0 ? seed : null);
    for (Path file : opened.files()) {
      provenance = provenance.withInput(file);
    }
    return provenance;
  }

  private List<String> notes() {
    return List.of(
        "Velocities are relative to " + frame.title() + ".",
        soundSpeed == null
            ? "Dispersions are those of bulk motions."
            : "Dispersions include a sound speed of %s km/s."
                .formatted(
                    StarChoice.readable(
                        soundSpeed.centimetresPerSecond() / Cgs.KILOMETRE_PER_SECOND)));
  }

  private void write(Provenance provenance, SnapshotMaps made, double pixelPc) {
    MapExtras extras = new MapExtras(made.axes(), made.fieldStrength(), notes());
    MapFileWriter.write(out, made.rows(), made.maps(), pixelPc, provenance, extras);
    if (preview != null) {
      Preview.write(preview, made.rows(), made.maps(), made.fieldStrength(), pixelPc);
    }
  }

  private void report(SnapshotMaps made, List<SharedGas> sharedGas, int stars) {
    if (made.pixelsWithoutMass() > 0) {
      standard.warn(
          "%d pixels have no gas behind them: their velocity and dispersion are NaN"
              .formatted(made.pixelsWithoutMass()));
    }
    if (!sharedGas.isEmpty()) {
      standard.say("regions that share gas: " + describe(sharedGas));
    }
    standard.reportDone(
        out, "%d maps of %d pixels around %d stars".formatted(made.maps().size(), mapSize, stars));
  }

  private static String describe(List<SharedGas> sharedGas) {
    return sharedGas.stream()
        .map(
            pair ->
                String.format(
                    Locale.ROOT,
                    "%d and %d (%.3g %%)",
                    pair.first(),
                    pair.second(),
                    100 * pair.share()))
        .collect(Collectors.joining(", "));
  }
}
