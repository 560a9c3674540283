package protomass.snapshot.sidecar;

/**
 * What the units of a simulation code are in cgs.
 *
 * @param lengthCm unit of length [cm], above zero
 * @param massG unit of mass [g], above zero
 * @param timeS unit of time [s], above zero
 */
public record CodeUnits(double lengthCm, double massG, double timeS) {
  /** A code that computes in cgs. */
  public static final CodeUnits CGS = new CodeUnits(1, 1, 1);

  public CodeUnits {
    for (double unit : new double[] {lengthCm, massG, timeS, massG / Math.pow(lengthCm, 3)}) {
      if (!(unit > 0) || Double.isInfinite(unit)) {
        throw new IllegalArgumentException(
            "no units: %s cm, %s g, %s s".formatted(lengthCm, massG, timeS));
      }
    }
  }

  /** Unit of density [g/cm^3]. */
  public double density() {
    return massG / (lengthCm * lengthCm * lengthCm);
  }

  /** Unit of velocity [cm/s]. */
  public double velocity() {
    return lengthCm / timeS;
  }

  /** Unit of a magnetic field whose pressure is B^2 / 8 pi in code units [gauss]. */
  public double magneticFieldGaussian() {
    return Math.sqrt(density()) * velocity();
  }

  /** Unit of a magnetic field whose pressure is B^2 / 2 in code units [gauss]. */
  public double magneticFieldHeavisideLorentz() {
    return Math.sqrt(4 * Math.PI) * magneticFieldGaussian();
  }
}
