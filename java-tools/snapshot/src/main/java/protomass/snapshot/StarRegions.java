package protomass.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protomass.core.error.UsageException;
import protomass.core.units.Cgs;
import protomass.snapshot.quantity.Length;

/** The regions around the stars of a snapshot that knows where these lie. */
public final class StarRegions {
  /**
   * Least side of a region over the largest coordinate: the volume of its cells, from coordinates
   * of 53 bits, is then right to 1e-6, to which it is checked.
   */
  private static final double LEAST_SHARE = 1e-9;

  private StarRegions() {}

  /**
   * Refuses a length that coordinates as large as the snapshot's cannot tell from none.
   *
   * @param option the length's, for the message
   * @throws UsageException when it is too short
   */
  public static void requireTold(Snapshot snapshot, String option, Length length) {
    Box box = snapshot.space().box();
    double largest = 0;
    for (int axis = 0; axis < 3; axis++) {
      largest = Math.max(largest, Math.abs(box.lower().get(axis)));
      largest = Math.max(largest, Math.abs(box.upper().get(axis)));
    }
    if (length.centimetres() < LEAST_SHARE * largest) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s %.3g pc is too short: coordinates of %s reach to %.3g pc",
              option,
              length.parsecs(),
              snapshot.path(),
              largest / Cgs.PARSEC_CM),
          String.format(
              Locale.ROOT, "give at least %.3g pc", LEAST_SHARE * largest / Cgs.PARSEC_CM));
    }
  }

  /**
   * The cube that has a star at its centre.
   *
   * @throws UsageException when a periodic space is smaller than the cube
   */
  public static Box cubeAround(Snapshot snapshot, Star star, Length side) {
    Space space = snapshot.space();
    Vector3 sides = space.box().sides();
    double smallest = Math.min(sides.x(), Math.min(sides.y(), sides.z()));
    if (space.periodic() && side.centimetres() > smallest) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "a region of %.6fpc is larger than the periodic box of %.6fpc",
              side.parsecs(),
              new Length(smallest).parsecs()),
          "give a smaller --region-size");
    }
    return Box.cube(star.positionCm(), side.centimetres());
  }

  /** Pairs of stars whose regions overlap, also across the faces of a periodic space. */
  public static List<SharedGas> sharedGas(Snapshot snapshot, List<Star> stars, Length side) {
    List<Box> regions = stars.stream().map(star -> snapshot.region(star, side)).toList();
    List<SharedGas> shared = new ArrayList<>();
    for (int i = 0; i < stars.size(); i++) {
      for (int j = i + 1; j < stars.size(); j++) {
        double share = share(snapshot.space(), regions.get(i), regions.get(j));
        if (share > 0) {
          shared.add(new SharedGas(stars.get(i).id(), stars.get(j).id(), share));
        }
      }
    }
    return List.copyOf(shared);
  }

  /** The part of the first box that also belongs to the second. */
  static double share(Space space, Box first, Box second) {
    double share = 1;
    for (int axis = 0; axis < 3; axis++) {
      double period = space.periodic() ? space.box().sides().get(axis) : 0;
      double side = first.sides().get(axis);
      double common = 0;
      for (int image = -1; image <= (period > 0 ? 1 : -1); image++) {
        double shift = period > 0 ? image * period + turns(space, axis, first, second) : 0;
        double lower = Math.max(first.lower().get(axis), second.lower().get(axis) + shift);
        double upper = Math.min(first.upper().get(axis), second.upper().get(axis) + shift);
        common += Math.max(0, upper - lower);
      }
      share *= Math.min(1, common / side);
    }
    return share;
  }

  /** Whole periods that bring the second box next to the first. */
  private static double turns(Space space, int axis, Box first, Box second) {
    double period = space.box().sides().get(axis);
    double distance = first.centre().get(axis) - second.centre().get(axis);
    return period * Math.rint(distance / period);
  }
}
