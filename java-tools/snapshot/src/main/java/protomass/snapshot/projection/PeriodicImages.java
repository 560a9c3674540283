package protomass.snapshot.projection;

import protomass.snapshot.Space;

/** Along one axis of a space that may be periodic: which images of a cell reach into a view. */
final class PeriodicImages {
  private PeriodicImages() {}

  /** The period along an axis [cm]; 0 in a space that ends. */
  static double period(Space space, int axis) {
    return space.periodic() ? space.box().sides().get(axis) : 0;
  }

  /** The distance to the nearest image. */
  static double nearest(double distance, double period) {
    return period > 0 ? distance - period * Math.rint(distance / period) : distance;
  }

  /** -1 when the image before the nearest one comes within reach, else 0. */
  static int first(double nearest, double reach, double period) {
    return period > 0 && nearest - period > -reach ? -1 : 0;
  }

  /** 1 when the image after the nearest one comes within reach, else 0. */
  static int last(double nearest, double reach, double period) {
    return period > 0 && nearest + period < reach ? 1 : 0;
  }
}
