package protomass.flame.genome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import protomass.flame.variation.Affine;

/**
 * The symmetry of a flame about the origin: after each jump a walker is turned by a multiple of 360
 * degrees / order and, with a mirror, also reflected in the y axis, all with equal probability.
 *
 * @param order rotations, 1 (none) to {@value #LARGEST_ORDER}
 * @param mirror whether reflections count, too
 */
public record Symmetry(int order, boolean mirror) {
  public static final int LARGEST_ORDER = 12;
  public static final Symmetry NONE = new Symmetry(1, false);

  public Symmetry {
    if (order < 1 || order > LARGEST_ORDER) {
      throw new IllegalArgumentException(
          "a symmetry has the order 1 to %d, not %d".formatted(LARGEST_ORDER, order));
    }
  }

  /** How many elements the group has; 1 when there is no symmetry. */
  @JsonIgnore
  public int elements() {
    return mirror ? 2 * order : order;
  }

  /** The matrix of an element, from 0, the identity, to {@link #elements} - 1. */
  public Affine element(int number) {
    double angle = 2 * Math.PI * (number % order) / order;
    float cosine = (float) StrictMath.cos(angle);
    float sine = (float) StrictMath.sin(angle);
    float side = number < order ? 1 : -1;
    return new Affine(side * cosine, side * sine, -sine, cosine, 0, 0);
  }
}
