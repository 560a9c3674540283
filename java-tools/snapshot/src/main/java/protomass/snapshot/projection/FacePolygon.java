package protomass.snapshot.projection;

/**
 * A convex polygon in the image plane with a depth at every corner, linear between them: a piece of
 * a cell's face as the image sees it.
 */
final class FacePolygon {
  /** A quadrilateral cut at six lines has ten corners; rounding may add some. */
  private static final int MOST_CORNERS = 32;

  /** Coordinates of a corner. */
  static final int RIGHT = 0;

  static final int UP = 1;
  static final int DEPTH = 2;

  private final double[][] corner = new double[MOST_CORNERS][3];
  private int corners;

  void clear() {
    corners = 0;
  }

  boolean isEmpty() {
    return corners < 3;
  }

  void add(double right, double up, double depth) {
    if (corners < MOST_CORNERS) {
      double[] added = corner[corners++];
      added[RIGHT] = right;
      added[UP] = up;
      added[DEPTH] = depth;
    }
  }

  double least(int coordinate) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < corners; i++) {
      least = Math.min(least, corner[i][coordinate]);
    }
    return least;
  }

  double greatest(int coordinate) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < corners; i++) {
      greatest = Math.max(greatest, corner[i][coordinate]);
    }
    return greatest;
  }

  /** Cuts the polygon where a coordinate has a value; either part may be empty. */
  void split(int coordinate, double value, FacePolygon below, FacePolygon above) {
    below.clear();
    above.clear();
    for (int i = 0; i < corners; i++) {
      double[] here = corner[i];
      double[] next = corner[i + 1 == corners ? 0 : i + 1];
      double from = here[coordinate] - value;
      double to = next[coordinate] - value;
      if (from <= 0) {
        below.copy(here);
      }
      if (from >= 0) {
        above.copy(here);
      }
      if ((from < 0 && to > 0) || (from > 0 && to < 0)) {
        double share = from / (from - to);
        below.between(here, next, share, coordinate, value);
        above.copy(below.corner[below.corners - 1]);
      }
    }
  }

  /** The area, positive when corners go round counterclockwise. */
  double area() {
    double twice = 0;
    for (int i = 1; i + 1 < corners; i++) {
      twice += twiceTriangle(i);
    }
    return twice / 2;
  }

  /** The integral of the depth over the area, with the area's sign. */
  double depthIntegral() {
    double six = 0;
    for (int i = 1; i + 1 < corners; i++) {
      six += twiceTriangle(i) * (corner[0][DEPTH] + corner[i][DEPTH] + corner[i + 1][DEPTH]);
    }
    return six / 6;
  }

  private double twiceTriangle(int i) {
    double[] origin = corner[0];
    double[] first = corner[i];
    double[] second = corner[i + 1];
    return (first[RIGHT] - origin[RIGHT]) * (second[UP] - origin[UP])
        - (second[RIGHT] - origin[RIGHT]) * (first[UP] - origin[UP]);
  }

  private void copy(double[] from) {
    add(from[RIGHT], from[UP], from[DEPTH]);
  }

  private void between(double[] from, double[] to, double share, int coordinate, double value) {
    add(
        from[RIGHT] + share * (to[RIGHT] - from[RIGHT]),
        from[UP] + share * (to[UP] - from[UP]),
        from[DEPTH] + share * (to[DEPTH] - from[DEPTH]));
    corner[corners - 1][coordinate] = value;
  }
}
