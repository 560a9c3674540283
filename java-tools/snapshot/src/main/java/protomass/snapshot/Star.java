package protomass.snapshot;

/**
 * A star of a snapshot.
 *
 * @param id constant over the snapshots of a simulation
 * @param massMsun accreted mass [Msun], greater than zero
 * @param ageYr time since formation [yr], zero or more
 * @param positionCm place in the snapshot's space [cm]
 * @param velocityCmS velocity in the frame of the box [cm/s]
 */
public record Star(
    long id, double massMsun, double ageYr, Vector3 positionCm, Vector3 velocityCmS) {
  public Star {
    if (!(massMsun > 0) || Double.isInfinite(massMsun)) {
      throw new IllegalArgumentException("mass %s Msun is not positive".formatted(massMsun));
    }
    if (!(ageYr >= 0) || Double.isInfinite(ageYr)) {
      throw new IllegalArgumentException("age %s yr is negative or not finite".formatted(ageYr));
    }
    if (!positionCm.isFinite()) {
      throw new IllegalArgumentException("position %s cm is not finite".formatted(positionCm));
    }
    if (!velocityCmS.isFinite()) {
      throw new IllegalArgumentException(
          "velocity %s cm/s is not three finite numbers".formatted(velocityCmS));
    }
  }
}
