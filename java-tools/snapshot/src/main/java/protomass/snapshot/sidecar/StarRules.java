package protomass.snapshot.sidecar;

import protomass.snapshot.Box;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;

/** What holds for stars of every format. */
public final class StarRules {
  /** Rounding of a time after many time steps, as a share of it. */
  private static final double TIME_ROUNDING = 1e-9;

  /** Stars may be a little outside of a box, before the code wraps or removes them. */
  private static final double OUTSIDE = 1e-3;

  private StarRules() {}

  /**
   * A star, its age mended for rounding.
   *
   * @param ageYr the difference of two times [yr]; what is below zero by rounding becomes zero
   * @param timeYr time of the snapshot [yr]
   * @param box where stars may be
   * @throws IllegalArgumentException with a message for the user when it is no star of that box
   */
  public static Star star(
      long id,
      double massMsun,
      double ageYr,
      double timeYr,
      Vector3 positionCm,
      Vector3 velocityCmS,
      Box box) {
    for (int axis = 0; axis < 3; axis++) {
      double side = box.sides().get(axis);
      double share = (positionCm.get(axis) - box.lower().get(axis)) / side;
      if (!(share >= -OUTSIDE && share <= 1 + OUTSIDE)) {
        throw new IllegalArgumentException(
            "lies at %s cm along %s, outside of the box from %s to %s cm"
                .formatted(
                    positionCm.get(axis),
                    "xyz".charAt(axis),
                    box.lower().get(axis),
                    box.upper().get(axis)));
      }
    }
    return new Star(id, massMsun, age(ageYr, timeYr), positionCm, velocityCmS);
  }

  /**
   * An age is the difference of two times of the simulation. That of a star formed in this very
   * snapshot may come out below zero by their rounding, and is zero.
   *
   * @param ageYr the difference [yr]
   * @param timeYr time of the snapshot [yr]
   */
  public static double age(double ageYr, double timeYr) {
    boolean rounding = ageYr < 0 && ageYr >= -TIME_ROUNDING * Math.abs(timeYr);
    return rounding ? 0 : ageYr;
  }
}
