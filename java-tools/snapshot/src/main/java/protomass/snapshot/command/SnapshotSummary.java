package protomass.snapshot.command;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import protomass.core.units.Cgs;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Star;
import protomass.snapshot.quantity.Length;

/**
 * What {@code snapshot-info} tells.
 *
 * @param file name of the snapshot
 * @param code simulation code and version
 * @param timeYr time since the simulation's start [yr]
 * @param cellCm side of the finest cell [cm]
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
    double regionPc,
    List<StarSummary> stars) {
  /**
   * @param massMsun mass of the star [Msun]
   * @param ageYr age of the star [yr]
   * @param gasMsun mass of the gas in its region [Msun]
   */
  record StarSummary(long star, double massMsun, double ageYr, double gasMsun) {}

  static SnapshotSummary of(Path path, Snapshot snapshot) {
    SnapshotHeader header = snapshot.header();
    Length side = snapshot.largestRegion();
    List<StarSummary> stars =
        snapshot.stars().stream()
            .sorted(
                Comparator.comparingDouble(Star::massMsun).reversed().thenComparingLong(Star::id))
            .map(
                star ->
                    new StarSummary(
                        star.id(),
                        star.massMsun(),
                        star.ageYr(),
                        snapshot.region(star, side).massG() / Cgs.SOLAR_MASS_G))
            .toList();
    return new SnapshotSummary(
        String.valueOf(path.getFileName()),
        header.code(),
        header.simulation(),
        header.snapshot(),
        header.timeYr(),
        header.cellCm(),
        side.parsecs(),
        stars);
  }

  /** The summary as lines for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: snapshot %d of simulation %s (%s) at %.0f yr%n"
                + "regions of %.4f pc, cells of %.4e cm%n"
                + "%8s  %11s  %10s  %20s",
            file,
            snapshot,
            simulation,
            code,
            timeYr,
            regionPc,
            cellCm,
            "star",
            "mass [Msun]",
            "age [yr]",
            "gas in region [Msun]"));
    for (StarSummary star : stars) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%8d  %11.4f  %10.0f  %20.3f",
              star.star(),
              star.massMsun(),
              star.ageYr(),
              star.gasMsun()));
    }
    return text.toString();
  }
}
