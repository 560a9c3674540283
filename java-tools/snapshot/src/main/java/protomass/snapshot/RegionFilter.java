package protomass.snapshot;

import java.util.List;

/** Tells readers which parts of a snapshot touch the regions that were asked for. */
public final class RegionFilter {
  private final double[][] centre;
  private final double[][] half;
  private final double[] period;

  /**
   * @param space where the regions lie; when it is periodic they may reach over its faces
   * @param regions at least one
   */
  public RegionFilter(Space space, List<Box> regions) {
    this.centre = new double[regions.size()][3];
    this.half = new double[regions.size()][3];
    this.period = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      period[axis] = space.periodic() ? space.box().sides().get(axis) : 0;
      for (int region = 0; region < regions.size(); region++) {
        centre[region][axis] = regions.get(region).centre().get(axis);
        half[region][axis] = regions.get(region).sides().get(axis) / 2;
      }
    }
  }

  /** Whether the cube touches a region [cm]; true as well where it only nearly does. */
  public boolean touches(double x, double y, double z, double halfSide) {
    return touches(x, y, z, halfSide, halfSide, halfSide);
  }

  /** Whether the cuboid touches a region [cm]; true as well where it only nearly does. */
  public boolean touches(double x, double y, double z, double halfX, double halfY, double halfZ) {
    for (int region = 0; region < centre.length; region++) {
      if (touches(region, 0, x, halfX)
          && touches(region, 1, y, halfY)
          && touches(region, 2, z, halfZ)) {
        return true;
      }
    }
    return false;
  }

  private boolean touches(int region, int axis, double position, double halfSide) {
    double distance = Math.abs(position - centre[region][axis]);
    if (period[axis] > 0) {
      distance = Math.abs(distance - period[axis] * Math.rint(distance / period[axis]));
    }
    // A share of the region more than needed, so that rounding never loses a cell.
    return distance <= (half[region][axis] + halfSide) * (1 + 1e-9);
  }
}
