package protomass.core.maps;

import java.util.List;

/**
 * How a map lies in the simulation's box: unit vectors at right angles to each other.
 *
 * @param right the first image axis, along which pixels of a row follow each other
 * @param up the second image axis
 * @param along the line of sight; velocity along it is positive
 */
public record MapAxes(List<Double> right, List<Double> up, List<Double> along) {
  public MapAxes {
    if (right.size() != 3 || up.size() != 3 || along.size() != 3) {
      throw new IllegalArgumentException("a vector has three components");
    }
    right = List.copyOf(right);
    up = List.copyOf(up);
    along = List.copyOf(along);
  }

  /**
   * The axes of a map along x, y or z, as the conventions of projection have them.
   *
   * @throws IllegalArgumentException for any other line of sight, whose axes stand in its file
   */
  static MapAxes of(LineOfSight line) {
    List<Double> x = List.of(1.0, 0.0, 0.0);
    List<Double> y = List.of(0.0, 1.0, 0.0);
    List<Double> z = List.of(0.0, 0.0, 1.0);
    return switch (line.letter()) {
      case "x" -> new MapAxes(y, z, x);
      case "y" -> new MapAxes(x, z, y);
      case "z" -> new MapAxes(x, y, z);
      default -> throw new IllegalArgumentException("the axes of " + line + " are not known");
    };
  }
}
