package protomass.snapshot.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import protomass.core.units.Cgs;
import protomass.snapshot.CellBlock;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Star;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;
import protomass.snapshot.quantity.Length;

/**
 * What {@code snapshot-info} tells.
 *
 * @param file name of the snapshot
 * @param code simulation code and version
 * @param simulation its name, empty when the snapshot does not tell
 * @param timeYr time since the simulation's start [yr]
 * @param cellCm side of the finest cell [cm]
 * @param boxPc sides of the box [pc]; empty when the snapshot holds regions only
 * @param magnetic whether the gas has a magnetic field
 * @param levels cells by size, the largest first
 * @param gasMsun mass of all gas [Msun]
 * @param regionPc side of the regions [pc]
 * @param stars by mass, the heaviest first
 */
record SnapshotSummary(
    String file,
    String code,
    String simulation,
    long snapshot,
    double timeYr,
    double cellCm,
    List<Double> boxPc,
    boolean periodic,
    boolean magnetic,
    List<Level> levels,
    double gasMsun,
    double regionPc,
    List<StarSummary> stars) {
  /**
   * @param massMsun mass of the star [Msun]
   * @param ageYr age of the star [yr]
   * @param gasMsun mass of the gas in its region [Msun]
   */
  record StarSummary(long star, double massMsun, double ageYr, double gasMsun) {}

  /**
   * @param sidePc side of the cells along x [pc]
   * @param cells how many there are
   * @param massMsun the gas in them [Msun]
   */
  record Level(double sidePc, long cells, double massMsun) {}

  private static final class Sum {
    private long cells;
    private double grams;
  }

  static SnapshotSummary of(Path path, Snapshot snapshot, Length side, int threads) {
    List<Star> byMass =
        snapshot.stars().stream()
            .sorted(
                Comparator.comparingDouble(Star::massMsun).reversed().thenComparingLong(Star::id))
            .toList();
    List<View> views =
        byMass.stream()
            .map(star -> View.of(snapshot.region(star, side), ImageAxes.Z, 1, 1))
            .toList();
    TreeMap<Double, Sum> sums = new TreeMap<>(Comparator.reverseOrder());
    List<StarSummary> stars = new ArrayList<>();
    try (Projector projector = new Projector(snapshot.space(), views, threads)) {
      snapshot.cells(
          List.of(snapshot.space().box()),
          threads,
          block -> {
            count(block, snapshot.tilesSpace(), sums);
            projector.accept(block);
          });
      for (int i = 0; i < byMass.size(); i++) {
        Star star = byMass.get(i);
        double gas = projector.map(i).mass() / Cgs.SOLAR_MASS_G;
        stars.add(new StarSummary(star.id(), star.massMsun(), star.ageYr(), gas));
      }
    }
    List<Level> levels =
        sums.entrySet().stream()
            .map(
                entry ->
                    new Level(
                        entry.getKey() / Cgs.PARSEC_CM,
                        entry.getValue().cells,
                        entry.getValue().grams / Cgs.SOLAR_MASS_G))
            .toList();
    SnapshotHeader header = snapshot.header();
    return new SnapshotSummary(
        String.valueOf(path.getFileName()),
        header.code(),
        header.simulation(),
        header.snapshot(),
        header.timeYr(),
        header.cellCm(),
        snapshot.isWhole()
            ? snapshot.space().box().sides().times(1 / Cgs.PARSEC_CM).toList()
            : List.of(),
        snapshot.space().periodic(),
        snapshot.isMagnetic(),
        levels,
        levels.stream().mapToDouble(Level::massMsun).sum(),
        views.isEmpty() ? side.parsecs() : views.getFirst().width() / Cgs.PARSEC_CM,
        stars);
  }

  /**
   * Counts a block. Sides that differ only by rounding are one level; where cells stand for
   * particles, each of its own size, so are sides between one power of two and the next.
   */
  private static void count(CellBlock block, boolean levels, TreeMap<Double, Sum> sums) {
    double[] density = block.density();
    Sum sum = null;
    double last = Double.NaN;
    for (int cell = 0; cell < block.size(); cell++) {
      double own = 2 * block.halfSide(0)[cell];
      double side = levels ? (float) own : Math.scalb(1.0, Math.getExponent(own));
      if (side != last) {
        sum = sums.computeIfAbsent(side, s -> new Sum());
        last = side;
      }
      sum.cells++;
      sum.grams +=
          8
              * density[cell]
              * block.halfSide(0)[cell]
              * block.halfSide(1)[cell]
              * block.halfSide(2)[cell];
    }
  }

  /** The summary as lines for people. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: snapshot %d of simulation %s (%s) at %.0f yr",
            file,
            snapshot,
            simulation.isEmpty() ? "without a name" : simulation,
            code,
            timeYr));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s; finest cell %.4e cm",
            box(),
            magnetic ? "magnetic field" : "no magnetic field",
            cellCm));
    lines.add(String.format(Locale.ROOT, "%13s  %12s  %12s", "cell [pc]", "cells", "gas [Msun]"));
    for (Level level : levels) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%13.6f  %12d  %12.4f",
              level.sidePc(),
              level.cells(),
              level.massMsun()));
    }
    long cells = levels.stream().mapToLong(Level::cells).sum();
    lines.add(String.format(Locale.ROOT, "%13s  %12d  %12.4f", "all", cells, gasMsun));
    lines.add(String.format(Locale.ROOT, "regions of %.4f pc", regionPc));
    lines.add(
        String.format(
            Locale.ROOT,
            "%8s  %11s  %10s  %20s",
            "star",
            "mass [Msun]",
            "age [yr]",
            "gas in region [Msun]"));
    for (StarSummary star : stars) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%8d  %11.4f  %10.0f  %20.3f",
              star.star(),
              star.massMsun(),
              star.ageYr(),
              star.gasMsun()));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private String box() {
    return boxPc.isEmpty()
        ? "regions only"
        : String.format(
            Locale.ROOT,
            "box of %.4f x %.4f x %.4f pc%s",
            boxPc.get(0),
            boxPc.get(1),
            boxPc.get(2),
            periodic ? ", periodic" : "");
  }
}
