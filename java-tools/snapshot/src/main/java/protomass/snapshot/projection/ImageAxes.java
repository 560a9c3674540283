package protomass.snapshot.projection;

import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapAxes;
import protomass.core.random.RandomStream;
import protomass.snapshot.Vector3;

/**
 * How an image is oriented: three unit vectors at right angles to each other.
 *
 * @param right the first image axis, along a row
 * @param up the second image axis, along a column
 * @param along the line of sight; velocity along it is positive
 */
public record ImageAxes(Vector3 right, Vector3 up, Vector3 along) {
  private static final double ROUNDING = 1e-12;

  public static final ImageAxes X =
      new ImageAxes(new Vector3(0, 1, 0), new Vector3(0, 0, 1), new Vector3(1, 0, 0));
  public static final ImageAxes Y =
      new ImageAxes(new Vector3(1, 0, 0), new Vector3(0, 0, 1), new Vector3(0, 1, 0));
  public static final ImageAxes Z =
      new ImageAxes(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));

  public ImageAxes {
    boolean units = isUnit(right) && isUnit(up) && isUnit(along);
    boolean square =
        Math.abs(right.dot(up)) <= ROUNDING
            && Math.abs(right.dot(along)) <= ROUNDING
            && Math.abs(up.dot(along)) <= ROUNDING;
    if (!units || !square) {
      throw new IllegalArgumentException(
          "no orthonormal axes: %s, %s, %s".formatted(right, up, along));
    }
  }

  /** The axes of a map along x, y or z, as {@link LineOfSight} describes them. */
  public static ImageAxes of(LineOfSight axis) {
    return switch (axis.letter()) {
      case "x" -> X;
      case "y" -> Y;
      case "z" -> Z;
      default -> throw new IllegalArgumentException(axis + " is no axis of the box");
    };
  }

  /**
   * Looks along a direction with z upwards, or y when the direction is along z; right, up and along
   * are a right-handed system.
   *
   * @param direction of any length above zero
   */
  public static ImageAxes looking(Vector3 direction) {
    double length = direction.length();
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("no direction: " + direction);
    }
    Vector3 along = direction.times(1 / length);
    boolean alongZ = Math.abs(along.x()) < 1e-9 && Math.abs(along.y()) < 1e-9;
    Vector3 towards = alongZ ? new Vector3(0, 1, 0) : new Vector3(0, 0, 1);
    Vector3 right = towards.cross(along);
    right = right.times(1 / right.length());
    return new ImageAxes(right, along.cross(right), along);
  }

  /** A uniformly random orientation, right-handed: the rotation of a random unit quaternion. */
  public static ImageAxes random(RandomStream random) {
    double a = random.nextGaussian();
    double b = random.nextGaussian();
    double c = random.nextGaussian();
    double d = random.nextGaussian();
    double norm = Math.sqrt(a * a + b * b + c * c + d * d);
    a /= norm;
    b /= norm;
    c /= norm;
    d /= norm;
    return new ImageAxes(
        new Vector3(1 - 2 * (c * c + d * d), 2 * (b * c + a * d), 2 * (b * d - a * c)),
        new Vector3(2 * (b * c - a * d), 1 - 2 * (b * b + d * d), 2 * (c * d + a * b)),
        new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), 1 - 2 * (b * b + c * c)));
  }

  /** The vectors for a map file. */
  public MapAxes toMapAxes() {
    return new MapAxes(right.toList(), up.toList(), along.toList());
  }

  /** Whether all three vectors lie exactly along axes of the box. */
  public boolean isAligned() {
    return axisOf(right) >= 0 && axisOf(up) >= 0 && axisOf(along) >= 0;
  }

  /** The axis of the box (0, 1, 2) along or against which a unit vector lies, or -1. */
  static int axisOf(Vector3 unit) {
    for (int axis = 0; axis < 3; axis++) {
      if (Math.abs(unit.get(axis)) == 1) {
        return axis;
      }
    }
    return -1;
  }

  private static boolean isUnit(Vector3 vector) {
    return Math.abs(vector.length() - 1) <= ROUNDING;
  }
}
