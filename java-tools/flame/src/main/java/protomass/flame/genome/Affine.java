package protomass.flame.genome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The affine part of a transform: {@code x' = xx x + xy y + x0} and {@code y' = yx x + yy y + y0},
 * in units of the flame's plane.
 *
 * <p>As JSON it is a list in the order that flame programs use: [xx, yx, xy, yy, x0, y0].
 */
public record Affine(float xx, float yx, float xy, float yy, float x0, float y0) {
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

  /** Replaces the points from (inclusive) to (exclusive) by their images. */
  public void apply(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float u = x[i];
      float v = y[i];
      x[i] = Math.fma(xx, u, Math.fma(xy, v, x0));
      y[i] = Math.fma(yx, u, Math.fma(yy, v, y0));
    }
  }
}
