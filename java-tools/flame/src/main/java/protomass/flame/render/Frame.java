package protomass.flame.render;

/**
 * The square of the flame's plane that an image shows.
 *
 * @param centreX abscissa of its centre, in units of the plane
 * @param centreY ordinate of its centre, in units of the plane
 * @param halfWidth half of its side, in units of the plane; positive
 */
public record Frame(float centreX, float centreY, float halfWidth) {
  public Frame {
    if (!(halfWidth > 0 && Float.isFinite(halfWidth))) {
      throw new IllegalArgumentException("half width must be positive, not " + halfWidth);
    }
  }

  /** The left edge. */
  public float left() {
    return centreX - halfWidth;
  }

  /** The edge of the first row of pixels. */
  public float top() {
    return centreY - halfWidth;
  }
}
