package protomass.flame.genome;

import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * One of the maps that the chaos game chooses from.
 *
 * @param weight how often it is chosen, relative to the others; positive
 * @param map where it takes a point
 * @param colour its colour coordinate, in [0, 1]
 * @param colourSpeed how far a point's colour coordinate moves towards it, in [0, 1]; 0.5 is usual
 */
public record Transform(float weight, PlaneMap map, float colour, float colourSpeed) {
  public static final float USUAL_COLOUR_SPEED = 0.5f;

  public Transform {
    if (!(weight > 0 && Float.isFinite(weight))) {
      throw new IllegalArgumentException("weight must be positive, not " + weight);
    }
    requireShare("colour", colour);
    requireShare("colour speed", colourSpeed);
  }

  /** With one variation of weight 1 and the usual colour speed. */
  public Transform(float weight, Affine affine, Variation variation, float colour) {
    this(weight, PlaneMap.of(affine, variation), colour, USUAL_COLOUR_SPEED);
  }

  private static void requireShare(String name, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1], not " + value);
    }
  }
}
