package protomass.flame.variation;

/** Replaces points of the plane by their images. A point may leave the plane. */
@FunctionalInterface
public interface VariationFunction {
  /**
   * Replaces the points {@code from} to {@code to - 1}.
   *
   * @param affine the map that was applied before: some variations take their parameters from it
   */
  void apply(float[] x, float[] y, int from, int to, Affine affine);

  /** A function that needs no parameters. */
  @FunctionalInterface
  interface OfPoints {
    void apply(float[] x, float[] y, int from, int to);
  }
}
