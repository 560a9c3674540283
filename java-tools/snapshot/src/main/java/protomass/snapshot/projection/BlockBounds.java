package protomass.snapshot.projection;

import protomass.snapshot.CellBlock;
import protomass.snapshot.RegionFilter;

/** The smallest box that holds all cells of a block: centre and half sides along x, y, z [cm]. */
record BlockBounds(double[] centre, double[] half) {
  static BlockBounds of(CellBlock block) {
    double[] centre = new double[3];
    double[] half = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double[] centres = block.centre(axis);
      double[] halfSides = block.halfSide(axis);
      double lower = Double.POSITIVE_INFINITY;
      double upper = Double.NEGATIVE_INFINITY;
      for (int cell = 0; cell < block.size(); cell++) {
        lower = Math.min(lower, centres[cell] - halfSides[cell]);
        upper = Math.max(upper, centres[cell] + halfSides[cell]);
      }
      centre[axis] = (lower + upper) / 2;
      half[axis] = (upper - lower) / 2;
    }
    return new BlockBounds(centre, half);
  }

  boolean touches(RegionFilter filter) {
    return filter.touches(centre[0], centre[1], centre[2], half[0], half[1], half[2]);
  }
}
