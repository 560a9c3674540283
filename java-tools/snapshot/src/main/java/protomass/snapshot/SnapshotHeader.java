package protomass.snapshot;

import protomass.core.maps.SimulationName;

/**
 * What is known of a snapshot as a whole.
 *
 * @param code the simulation code and its version, free text
 * @param simulation the name of the simulation: letters, digits and {@code _ . +}; empty when the
 *     snapshot does not tell
 * @param snapshot the snapshot's number within its simulation
 * @param timeYr time since the simulation's start [yr]
 * @param cellCm side of the finest cell [cm]
 */
public record SnapshotHeader(
    String code, String simulation, long snapshot, double timeYr, double cellCm) {
  public SnapshotHeader {
    if (!simulation.isEmpty() && !SimulationName.isValid(simulation)) {
      throw new IllegalArgumentException(
          "simulation '%s' must consist of %s".formatted(simulation, SimulationName.RULE));
    }
    if (snapshot < 0) {
      throw new IllegalArgumentException("snapshot %d is negative".formatted(snapshot));
    }
    if (!Double.isFinite(timeYr)) {
      throw new IllegalArgumentException("time_yr %s is not finite".formatted(timeYr));
    }
    if (!(cellCm > 0) || Double.isInfinite(cellCm)) {
      throw new IllegalArgumentException("cell_cm %s is not positive".formatted(cellCm));
    }
  }
}
