package protomass.flame.genome;

/**
 * One map of a flame: an affine map, then a variation.
 *
 * @param weight how often the chaos game chooses it, relative to the others; positive
 * @param affine the affine map
 * @param variation the non-linear map
 * @param colour its colour coordinate, in [0, 1]
 */
public record Transform(float weight, Affine affine, Variation variation, float colour) {
  public Transform {
    if (!(weight > 0)) {
      throw new IllegalArgumentException("weight must be positive, not " + weight);
    }
    if (!(colour >= 0 && colour <= 1)) {
      throw new IllegalArgumentException("colour must lie in [0, 1], not " + colour);
    }
  }
}
