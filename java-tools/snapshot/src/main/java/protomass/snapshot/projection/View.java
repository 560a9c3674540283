package protomass.snapshot.projection;

import protomass.snapshot.Box;
import protomass.snapshot.Vector3;

/**
 * What one map shows: the gas in a cuboid, seen along one of the cuboid's edges.
 *
 * @param centre the cuboid's centre [cm]
 * @param axes the directions of its edges
 * @param width its side along the first image axis [cm]
 * @param height its side along the second image axis [cm]
 * @param depth its side along the line of sight [cm]
 * @param columns pixels along the first image axis
 * @param rows pixels along the second image axis
 */
public record View(
    Vector3 centre,
    ImageAxes axes,
    double width,
    double height,
    double depth,
    int columns,
    int rows) {
  public View {
    if (!centre.isFinite() || !isSide(width) || !isSide(height) || !isSide(depth)) {
      throw new IllegalArgumentException(
          "no cuboid: %s cm around %s".formatted(java.util.List.of(width, height, depth), centre));
    }
    if (columns < 1 || rows < 1 || (long) columns * rows > 1 << 26) {
      throw new IllegalArgumentException("a map of %d x %d pixels".formatted(columns, rows));
    }
  }

  /** A box seen along axes of the space. */
  public static View of(Box box, ImageAxes axes, int columns, int rows) {
    return new View(
        box.centre(),
        axes,
        extent(box.sides(), axes.right()),
        extent(box.sides(), axes.up()),
        extent(box.sides(), axes.along()),
        columns,
        rows);
  }

  /** Pixels of the map. */
  public int pixels() {
    return columns * rows;
  }

  /** Area of a pixel [cm^2]. */
  public double pixelArea() {
    return width / columns * (height / rows);
  }

  /** Volume of the cuboid [cm^3]. */
  public double volume() {
    return width * height * depth;
  }

  /** The smallest box along the axes of the space that holds the cuboid. */
  public Box bounds() {
    return Box.around(centre, new Vector3(reach(0), reach(1), reach(2)));
  }

  private double reach(int axis) {
    return (Math.abs(axes.right().get(axis)) * width
            + Math.abs(axes.up().get(axis)) * height
            + Math.abs(axes.along().get(axis)) * depth)
        / 2;
  }

  private static double extent(Vector3 sides, Vector3 unit) {
    int axis = ImageAxes.axisOf(unit);
    if (axis < 0) {
      throw new IllegalArgumentException(unit + " lies along no axis");
    }
    return sides.get(axis);
  }

  private static boolean isSide(double side) {
    return side > 0 && Double.isFinite(side);
  }
}
