package protomass.snapshot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapRow;
import protomass.core.progress.Progress;
import protomass.core.units.Cgs;
import protomass.snapshot.GasRegion;
import protomass.snapshot.Snapshot;
import protomass.snapshot.Star;
import protomass.snapshot.overlap.Overlap;
import protomass.snapshot.overlap.OverlapFinder;
import protomass.snapshot.projection.Projection;
import protomass.snapshot.quantity.Length;

/**
 * The maps of the stars of one snapshot, by star and then axis.
 *
 * @param rows a row per map
 * @param maps as many maps
 * @param overlaps regions that show the same gas
 * @param pixelPc side of a pixel [pc]
 * @param pixelsWithoutMass pixels of all maps whose velocity and dispersion are NaN
 */
record SnapshotMaps(
    List<MapRow> rows,
    List<GasMap> maps,
    List<Overlap> overlaps,
    double pixelPc,
    long pixelsWithoutMass) {

  /** Reads the region of one star after the other and projects it along every axis. */
  static SnapshotMaps of(
      Snapshot snapshot,
      List<Star> stars,
      Length side,
      Projection projection,
      SortedSet<LineOfSight> axes,
      Progress progress) {
    List<MapRow> rows = new ArrayList<>();
    List<GasMap> maps = new ArrayList<>();
    OverlapFinder finder = null;
    double sideCm = 0;
    for (Star star : stars) {
      GasRegion region = snapshot.region(star, side);
      projection.requireWholeCells(region.size());
      if (finder == null) {
        Map<Long, Star> byId =
            stars.stream().collect(Collectors.toMap(Star::id, Function.identity()));
        finder = new OverlapFinder(region.size(), id -> snapshot.region(byId.get(id), side));
      }
      finder.add(star.id(), region);
      sideCm = region.sideCm();
      for (LineOfSight axis : axes) {
        rows.add(row(snapshot, star, axis, region));
        maps.add(projection.along(axis, region));
      }
      progress.advance(1);
    }
    List<Overlap> overlaps = finder == null ? List.of() : finder.find();
    return new SnapshotMaps(
        rows.stream().map(row -> withOverlaps(row, overlaps)).toList(),
        maps,
        overlaps,
        sideCm / Cgs.PARSEC_CM / maps.getFirst().size(),
        maps.stream().mapToLong(Projection::pixelsWithoutMass).sum());
  }

  private static MapRow row(Snapshot snapshot, Star star, LineOfSight axis, GasRegion region) {
    return new MapRow(
        snapshot.header().simulation(),
        snapshot.header().snapshot(),
        star.id(),
        axis,
        star.massMsun(),
        star.ageYr(),
        region.starPositionCm().stream().map(position -> position / Cgs.PARSEC_CM).toList(),
        List.of());
  }

  private static MapRow withOverlaps(MapRow row, List<Overlap> overlaps) {
    SortedSet<Long> others = new TreeSet<>();
    for (Overlap overlap : overlaps) {
      if (overlap.first() == row.star()) {
        others.add(overlap.second());
      } else if (overlap.second() == row.star()) {
        others.add(overlap.first());
      }
    }
    return new MapRow(
        row.cloud(),
        row.snapshot(),
        row.star(),
        row.lineOfSight(),
        row.massMsun(),
        row.ageYr(),
        row.positionPc(),
        List.copyOf(others));
  }
}
