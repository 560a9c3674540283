package protomass.snapshot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import protomass.core.error.BadInputException;
import protomass.core.maps.GasMap;
import protomass.core.maps.MapAxes;
import protomass.core.maps.MapRow;
import protomass.core.progress.Progress;
import protomass.core.units.Cgs;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.SharedGas;
import protomass.snapshot.Snapshot;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.command.MapRequest.Wanted;
import protomass.snapshot.projection.ProjectedMap;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;

/** Makes the maps of the stars of one snapshot, by star and then line of sight. */
final class SnapshotMaps {
  /** A share of a region's volume that cells may miss or have too much. */
  private static final double COVERAGE_ROUNDING = 1e-6;

  private final Snapshot snapshot;
  private final MapRequest request;
  private final Frame frame;
  private final double soundSpeed;
  private final boolean magnetic;
  private final List<MapRow> rows = new ArrayList<>();
  private final List<GasMap> maps = new ArrayList<>();
  private final List<MapAxes> axes = new ArrayList<>();
  private final List<float[]> fieldStrength = new ArrayList<>();
  private long pixelsWithoutMass;
  private OptionalDouble operations = OptionalDouble.of(0);

  /**
   * @param soundSpeed is added to dispersions in quadrature [cm/s]
   * @param magnetic whether to make maps of the field's strength too
   */
  SnapshotMaps(
      Snapshot snapshot, MapRequest request, Frame frame, double soundSpeed, boolean magnetic) {
    this.snapshot = snapshot;
    this.request = request;
    this.frame = frame;
    this.soundSpeed = soundSpeed;
    this.magnetic = magnetic;
  }

  /** Adds the maps of some stars; the snapshot is read once for all of them. */
  void add(List<Star> stars, List<SharedGas> sharedGas, int threads, Progress progress) {
    List<Wanted> wanted = request.wanted(snapshot, stars);
    List<Box> bounds = wanted.stream().map(map -> map.view().bounds()).distinct().toList();
    try (Projector projector =
        new Projector(snapshot.space(), wanted.stream().map(Wanted::view).toList(), threads)) {
      snapshot.cells(bounds, threads, new Counted(projector, progress));
      for (int i = 0; i < wanted.size(); i++) {
        keep(wanted.get(i), projector.map(i), sharedGas);
      }
      operations = sum(operations, projector.operations());
    }
  }

  /** Floating-point operations of all maps; nothing where they are not counted. */
  OptionalDouble operations() {
    return operations;
  }

  private static OptionalDouble sum(OptionalDouble first, OptionalDouble second) {
    return first.isPresent() && second.isPresent()
        ? OptionalDouble.of(first.getAsDouble() + second.getAsDouble())
        : OptionalDouble.empty();
  }

  List<MapRow> rows() {
    return rows;
  }

  List<GasMap> maps() {
    return maps;
  }

  List<MapAxes> axes() {
    return axes;
  }

  /** Images of the field's strength [G], one per map, or none. */
  List<float[]> fieldStrength() {
    return fieldStrength;
  }

  /** Pixels of all maps whose velocity and dispersion are NaN. */
  long pixelsWithoutMass() {
    return pixelsWithoutMass;
  }

  private void keep(Wanted wanted, ProjectedMap map, List<SharedGas> sharedGas) {
    requireCovered(wanted, map);
    rows.add(row(wanted, sharedGas));
    maps.add(finite(wanted, map.toGasMap(velocityOfFrame(wanted, map), soundSpeed)));
    axes.add(wanted.sight().axes().toMapAxes());
    if (magnetic) {
      float[] gauss = new float[map.view().pixels()];
      for (int pixel = 0; pixel < gauss.length; pixel++) {
        gauss[pixel] = (float) map.field(pixel);
      }
      fieldStrength.add(gauss);
    }
    pixelsWithoutMass += map.pixelsWithoutMass();
  }

  private double velocityOfFrame(Wanted wanted, ProjectedMap map) {
    return switch (frame) {
      case BOX -> 0;
      case STAR -> wanted.star().velocityCmS().dot(wanted.sight().axes().along());
      case REGION -> map.meanVelocity();
    };
  }

  /** Cells that do not fill a region come from files that are missing or do not fit together. */
  private void requireCovered(Wanted wanted, ProjectedMap map) {
    if (!snapshot.tilesSpace()) {
      return;
    }
    double coverage = map.coverage();
    boolean tooMuch = coverage > 1 + COVERAGE_ROUNDING;
    if (tooMuch || (coverage < 1 - COVERAGE_ROUNDING && isInside(wanted.view()))) {
      throw new BadInputException(
          snapshot.path(),
          "its cells fill %.6f of the view of star %d along %s"
              .formatted(coverage, wanted.star().id(), wanted.sight().name().letter()),
          snapshot.isWhole()
              ? "copy all files of the snapshot again"
              : "give a --depth that the region has, and for turned views a --region-size of at"
                  + " most 0.577 of it");
    }
  }

  /** Whether gas must be everywhere in a view. */
  private boolean isInside(View view) {
    return snapshot.space().periodic()
        || !snapshot.isWhole()
        || snapshot.space().box().contains(view.bounds(), COVERAGE_ROUNDING);
  }

  private GasMap finite(Wanted wanted, GasMap map) {
    for (float value : map.columnDensity()) {
      if (!Float.isFinite(value)) {
        throw new BadInputException(
            snapshot.path(),
            "the column density around star %d is %s g cm-2".formatted(wanted.star().id(), value),
            "check the units of the snapshot");
      }
    }
    return map;
  }

  private MapRow row(Wanted wanted, List<SharedGas> sharedGas) {
    Star star = wanted.star();
    Vector3 position = position(star, wanted.region()).times(1 / Cgs.PARSEC_CM);
    return new MapRow(
        request.simulation(),
        snapshot.header().snapshot(),
        star.id(),
        wanted.sight().name(),
        star.massMsun(),
        star.ageYr(),
        position.toList(),
        List.copyOf(others(star, sharedGas)));
  }

  private static Vector3 position(Star star, Box region) {
    return star.positionCm().minus(region.lower());
  }

  private static SortedSet<Long> others(Star star, List<SharedGas> sharedGas) {
    SortedSet<Long> others = new TreeSet<>();
    for (SharedGas pair : sharedGas) {
      if (pair.first() == star.id()) {
        others.add(pair.second());
      } else if (pair.second() == star.id()) {
        others.add(pair.first());
      }
    }
    return others;
  }

  /** Counts cells on their way to the maps. */
  private record Counted(Projector projector, Progress progress) implements CellConsumer {
    @Override
    public void accept(CellBlock block) {
      projector.accept(block);
      progress.advance(block.size());
    }

    @Override
    public void passOver(long cells) {
      progress.advance(cells);
    }
  }
}
