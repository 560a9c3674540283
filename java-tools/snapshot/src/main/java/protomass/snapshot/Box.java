package protomass.snapshot;

/**
 * A box along the axes.
 *
 * @param lower its lower corner [cm], finite
 * @param upper its upper corner [cm], above the lower one along every axis
 */
public record Box(Vector3 lower, Vector3 upper) {
  public Box {
    Vector3 sides = upper.minus(lower);
    if (!lower.isFinite()
        || !sides.isFinite()
        || !(sides.x() > 0 && sides.y() > 0 && sides.z() > 0)) {
      throw new IllegalArgumentException("no box from %s to %s".formatted(lower, upper));
    }
  }

  /** The cube of a side around a centre [cm]. */
  public static Box cube(Vector3 centre, double sideCm) {
    return around(centre, new Vector3(sideCm / 2, sideCm / 2, sideCm / 2));
  }

  /** The box that reaches as far as {@code halfSides} from a centre [cm]. */
  public static Box around(Vector3 centre, Vector3 halfSides) {
    return new Box(centre.minus(halfSides), centre.plus(halfSides));
  }

  /**
   * Whether another box lies inside of this one.
   *
   * @param rounding how far it may reach beyond, as a share of its own sides
   */
  public boolean contains(Box other, double rounding) {
    Vector3 room = other.sides().times(rounding);
    for (int axis = 0; axis < 3; axis++) {
      if (other.lower.get(axis) < lower.get(axis) - room.get(axis)
          || other.upper.get(axis) > upper.get(axis) + room.get(axis)) {
        return false;
      }
    }
    return true;
  }

  public Vector3 centre() {
    return lower.plus(upper).times(0.5);
  }

  /** The sides [cm]. */
  public Vector3 sides() {
    return upper.minus(lower);
  }

  /** The volume [cm^3]. */
  public double volume() {
    Vector3 sides = sides();
    return sides.x() * sides.y() * sides.z();
  }
}
