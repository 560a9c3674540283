package protomass.snapshot.projection;

import java.util.OptionalDouble;
import protomass.snapshot.CellBlock;
import protomass.snapshot.Space;

/**
 * A view along any direction. The path of a line of sight through a cell is the depth at which it
 * leaves less the depth at which it enters, so the volume that a cell shares with a pixel's column
 * is a sum over the cell's faces: each face, cut to the pixel, adds the integral of its depth,
 * positive for the three faces where light leaves and negative for the other three. Depth is linear
 * on a face, so the integral over a cut face is exact; where the view ends within the cell, depth
 * stays at the view's end, and the face is cut there too.
 */
final class ObliqueProjection implements ViewProjection {
  /** A share of a cell's volume that rounding may put into a pixel beside it. */
  private static final double ROUNDING = 1e-14;

  private final Moments moments;
  private final ImageAxes axes;
  private final double[] centre;
  private final double[] period;
  private final double[] reach = new double[3];
  private final int[] first = new int[3];
  private final int[] last = new int[3];
  private final double[] right = new double[3];
  private final double[] up = new double[3];
  private final double[] along;
  private final double pixelArea;
  private final double halfDepth;
  private final int columns;
  private final int rows;

  /** Path length times share of the pixel, for one cell; zero between cells. */
  private final double[] patch;

  private final FacePolygon face = new FacePolygon();
  private final FacePolygon aside = new FacePolygon();
  private final FacePolygon strip = new FacePolygon();
  private final FacePolygon piece = new FacePolygon();
  private final FacePolygon front = new FacePolygon();
  private final FacePolygon middle = new FacePolygon();
  private final FacePolygon cutOff = new FacePolygon();
  private final FacePolygon other = new FacePolygon();

  /** The cell in hand: centre and half edges as the image sees them, in pixels and cm. */
  private final double[] at = new double[3];

  private final double[] extent = new double[3];
  private final double[][] halfEdge = new double[3][3];
  private int leftmost;
  private int rightmost;
  private int lowest;
  private int highest;

  ObliqueProjection(Space space, View view, Moments moments) {
    this.moments = moments;
    this.axes = view.axes();
    this.columns = view.columns();
    this.rows = view.rows();
    this.pixelArea = view.pixelArea();
    this.halfDepth = view.depth() / 2;
    this.patch = new double[view.pixels()];
    this.centre = new double[3];
    this.period = new double[3];
    this.along = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      centre[axis] = view.centre().get(axis);
      period[axis] = PeriodicImages.period(space, axis);
      right[axis] = axes.right().get(axis) * columns / view.width();
      up[axis] = axes.up().get(axis) * rows / view.height();
      along[axis] = axes.along().get(axis);
      reach[axis] = view.bounds().sides().get(axis) / 2;
    }
  }

  /** Polygons have as many corners as they happen to have. */
  @Override
  public OptionalDouble operations() {
    return OptionalDouble.empty();
  }

  @Override
  public void add(CellBlock block) {
    double[] offset = new double[3];
    for (int cell = 0; cell < block.size(); cell++) {
      for (int axis = 0; axis < 3; axis++) {
        offset[axis] =
            PeriodicImages.nearest(block.centre(axis)[cell] - centre[axis], period[axis]);
        double within = reach[axis] + block.halfSide(axis)[cell];
        first[axis] = PeriodicImages.first(offset[axis], within, period[axis]);
        last[axis] = PeriodicImages.last(offset[axis], within, period[axis]);
      }
      see(block, cell);
      addImages(block, cell, offset);
    }
  }

  private void addImages(CellBlock block, int cell, double[] offset) {
    for (int i = first[0]; i <= last[0]; i++) {
      for (int j = first[1]; j <= last[1]; j++) {
        for (int k = first[2]; k <= last[2]; k++) {
          add(
              block,
              cell,
              offset[0] + i * period[0],
              offset[1] + j * period[1],
              offset[2] + k * period[2]);
        }
      }
    }
  }

  /** Turns the edges of a cell into the image's axes. */
  private void see(CellBlock block, int cell) {
    extent[0] = 0;
    extent[1] = 0;
    extent[2] = 0;
    for (int axis = 0; axis < 3; axis++) {
      double half = block.halfSide(axis)[cell];
      halfEdge[axis][0] = half * right[axis];
      halfEdge[axis][1] = half * up[axis];
      halfEdge[axis][2] = half * along[axis];
      for (int coordinate = 0; coordinate < 3; coordinate++) {
        extent[coordinate] += Math.abs(halfEdge[axis][coordinate]);
      }
    }
  }

  /** Adds one image of a cell, whose centre lies at an offset from the view's [cm]. */
  private void add(CellBlock block, int cell, double x, double y, double z) {
    at[0] = x * right[0] + y * right[1] + z * right[2] + 0.5 * columns;
    at[1] = x * up[0] + y * up[1] + z * up[2] + 0.5 * rows;
    at[2] = x * along[0] + y * along[1] + z * along[2];
    if (at[0] + extent[0] <= 0
        || at[0] - extent[0] >= columns
        || at[1] + extent[1] <= 0
        || at[1] - extent[1] >= rows
        || Math.abs(at[2]) - extent[2] >= halfDepth) {
      return;
    }
    double whole =
        8 * block.halfSide(0)[cell] * block.halfSide(1)[cell] * block.halfSide(2)[cell] / pixelArea;
    leftmost = (int) Math.max(0, Math.floor(at[0] - extent[0]));
    rightmost = (int) Math.min(columns - 1, Math.floor(at[0] + extent[0]));
    lowest = (int) Math.max(0, Math.floor(at[1] - extent[1]));
    highest = (int) Math.min(rows - 1, Math.floor(at[1] + extent[1]));
    if (isWithinOnePixel()) {
      patch[lowest * columns + leftmost] = whole;
    } else {
      addFaces();
    }
    takeUp(block, cell, whole);
  }

  private boolean isWithinOnePixel() {
    return leftmost == rightmost
        && lowest == highest
        && at[0] - extent[0] >= 0
        && at[0] + extent[0] <= columns
        && at[1] - extent[1] >= 0
        && at[1] + extent[1] <= rows
        && Math.abs(at[2]) + extent[2] <= halfDepth;
  }

  private void addFaces() {
    for (int normal = 0; normal < 3; normal++) {
      for (int side = -1; side <= 1; side += 2) {
        double outwards = side * along[normal];
        if (outwards != 0 && setFace(normal, side)) {
          double sign = Math.signum(outwards) * Math.signum(face.area());
          addFace(sign);
        }
      }
    }
  }

  /** Sets the face at one end of an axis; false when it is seen edge-on. */
  private boolean setFace(int normal, int side) {
    double[] out = halfEdge[normal];
    double[] first = halfEdge[(normal + 1) % 3];
    double[] second = halfEdge[(normal + 2) % 3];
    face.clear();
    addCorner(side, out, -1, first, -1, second);
    addCorner(side, out, 1, first, -1, second);
    addCorner(side, out, 1, first, 1, second);
    addCorner(side, out, -1, first, 1, second);
    return face.area() != 0;
  }

  /** Depth is measured from the cell's centre, where it has most digits. */
  private void addCorner(
      int side, double[] out, int signFirst, double[] first, int signSecond, double[] second) {
    face.add(
        at[0] + side * out[0] + signFirst * first[0] + signSecond * second[0],
        at[1] + side * out[1] + signFirst * first[1] + signSecond * second[1],
        side * out[2] + signFirst * first[2] + signSecond * second[2]);
  }

  private void addFace(double sign) {
    FacePolygon rest = face;
    FacePolygon spare = aside;
    if (rest.least(FacePolygon.UP) < 0) {
      rest.split(FacePolygon.UP, 0, strip, spare);
      rest = aside;
      spare = face;
    }
    int from = (int) Math.max(0, Math.floor(rest.least(FacePolygon.UP)));
    double top = rest.greatest(FacePolygon.UP);
    for (int row = from; row < rows && row <= highest && !rest.isEmpty(); row++) {
      if (row + 1 >= top) {
        addStrip(rest, row, sign);
        return;
      }
      rest.split(FacePolygon.UP, row + 1, strip, spare);
      addStrip(strip, row, sign);
      FacePolygon next = spare;
      spare = rest;
      rest = next;
    }
  }

  /** Adds the part of a face within one row of pixels; uses up the polygon. */
  private void addStrip(FacePolygon part, int row, double sign) {
    if (part.isEmpty()) {
      return;
    }
    FacePolygon rest = part;
    FacePolygon spare = other;
    if (rest.least(FacePolygon.RIGHT) < 0) {
      rest.split(FacePolygon.RIGHT, 0, piece, spare);
      spare = rest;
      rest = other;
    }
    int from = (int) Math.max(0, Math.floor(rest.least(FacePolygon.RIGHT)));
    double end = rest.greatest(FacePolygon.RIGHT);
    for (int column = from; column < columns && column <= rightmost; column++) {
      if (rest.isEmpty()) {
        return;
      }
      if (column + 1 >= end) {
        patch[row * columns + column] += sign * depthWithinView(rest);
        return;
      }
      rest.split(FacePolygon.RIGHT, column + 1, piece, spare);
      patch[row * columns + column] += sign * depthWithinView(piece);
      FacePolygon next = spare;
      spare = rest;
      rest = next;
    }
  }

  private double depthWithinView(FacePolygon part) {
    double nearest = -halfDepth - at[2];
    double farthest = halfDepth - at[2];
    if (part.isEmpty()) {
      return 0;
    }
    if (-extent[2] >= nearest && extent[2] <= farthest) {
      return part.depthIntegral();
    }
    part.split(FacePolygon.DEPTH, nearest, front, middle);
    double sum = front.area() * nearest;
    if (middle.isEmpty()) {
      return sum;
    }
    middle.split(FacePolygon.DEPTH, farthest, front, cutOff);
    return sum + front.depthIntegral() + cutOff.area() * farthest;
  }

  private void takeUp(CellBlock block, int cell, double whole) {
    double density = block.density()[cell];
    double velocity =
        block.velocity(0)[cell] * along[0]
            + block.velocity(1)[cell] * along[1]
            + block.velocity(2)[cell] * along[2];
    double field = block.fieldStrength(cell);
    double sum = 0;
    for (int row = lowest; row <= highest; row++) {
      for (int column = leftmost; column <= rightmost; column++) {
        int pixel = row * columns + column;
        double path = patch[pixel];
        patch[pixel] = 0;
        if (path > ROUNDING * whole) {
          sum += path;
          if (density * path > 0) {
            moments.add(pixel, density * path, velocity, field);
          }
        }
      }
    }
    moments.addVolume(sum * pixelArea);
  }
}
