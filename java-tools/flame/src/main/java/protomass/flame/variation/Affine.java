package protomass.flame.variation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An affine map: {@code x' = xx x + xy y + x0} and {@code y' = yx x + yy y + y0}, in units of the
 * flame's plane.
 *
 * <p>As JSON it is a list in the order that flame programs use: [xx, yx, xy, yy, x0, y0].
 */
public record Affine(float xx, float yx, float xy, float yy, float x0, float y0) {
  public static final Affine IDENTITY = new Affine(1, 0, 0, 1, 0, 0);

  public Affine {
    for (float coefficient : new float[] {xx, yx, xy, yy, x0, y0}) {
      if (!Float.isFinite(coefficient)) {
        throw new IllegalArgumentException("an affine map has the coefficient " + coefficient);
      }
    }
  }

  /** From the list [xx, yx, xy, yy, x0, y0]. */
  @JsonCreator
  public static Affine of(float... list) {
    if (list.length != 6) {
      throw new IllegalArgumentException("an affine map has 6 coefficients, not " + list.length);
    }
    return new Affine(list[0], list[1], list[2], list[3], list[4], list[5]);
  }

  /** The list [xx, yx, xy, yy, x0, y0]. */
  @JsonValue
  public float[] toList() {
    return new float[] {xx, yx, xy, yy, x0, y0};
  }
}
