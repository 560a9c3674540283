package protomass.snapshot.projection;

import java.util.OptionalDouble;
import protomass.snapshot.CellBlock;
import protomass.snapshot.Space;
import protomass.snapshot.Vector3;

/** A view along an axis of the space: what cell and pixel share is a cuboid. */
final class AlignedProjection implements ViewProjection {
  /**
   * Edges of cells and pixels that coincide but for rounding are made one, so that no sliver of a
   * cell falls into the pixel beside it; in pixels.
   */
  private static final double SAME_EDGE = 1e-11;

  private final Moments moments;
  private final AlignedOperations operations = new AlignedOperations();
  private final Side first;
  private final Side second;
  private final double pixelArea;
  private final int columns;
  private final int rows;

  /** Axis of the space along the line of sight, and whether it is seen from behind. */
  private final int axis;

  private final double sign;
  private final double centre;
  private final double period;
  private final double halfDepth;
  private final double thinnest;

  AlignedProjection(Space space, View view, Moments moments) {
    this.moments = moments;
    this.columns = view.columns();
    this.rows = view.rows();
    this.pixelArea = view.pixelArea();
    this.first = new Side(space, view, view.axes().right(), view.width(), columns);
    this.second = new Side(space, view, view.axes().up(), view.height(), rows);
    this.axis = ImageAxes.axisOf(view.axes().along());
    this.sign = view.axes().along().get(axis);
    this.centre = view.centre().get(axis);
    this.period = PeriodicImages.period(space, axis);
    this.halfDepth = view.depth() / 2;
    this.thinnest = SAME_EDGE * view.depth();
  }

  /** One image axis: where a cell begins and ends on it, in pixels. */
  private static final class Side {
    private final int axis;
    private final double sign;
    private final double centre;
    private final double period;
    private final double half;
    private final double pixelsPerCm;
    private final int pixels;

    private Side(Space space, View view, Vector3 unit, double extent, int pixels) {
      this.axis = ImageAxes.axisOf(unit);
      this.sign = unit.get(axis);
      this.centre = view.centre().get(axis);
      this.period = PeriodicImages.period(space, axis);
      this.half = extent / 2;
      this.pixelsPerCm = pixels / extent;
      this.pixels = pixels;
    }

    private double offset(double position) {
      return sign * PeriodicImages.nearest(position - centre, period);
    }

    private double edge(double offset) {
      double edge = offset * pixelsPerCm + 0.5 * pixels;
      double whole = Math.rint(edge);
      return Math.abs(edge - whole) < SAME_EDGE ? whole : edge;
    }

    private int first(double offset, double halfSide) {
      return PeriodicImages.first(offset, half + halfSide, period);
    }

    private int last(double offset, double halfSide) {
      return PeriodicImages.last(offset, half + halfSide, period);
    }
  }

  @Override
  public void add(CellBlock block) {
    double[] u = block.centre(first.axis);
    double[] v = block.centre(second.axis);
    double[] w = block.centre(axis);
    double[] halfU = block.halfSide(first.axis);
    double[] halfV = block.halfSide(second.axis);
    double[] halfW = block.halfSide(axis);
    for (int cell = 0; cell < block.size(); cell++) {
      double du = first.offset(u[cell]);
      double dv = second.offset(v[cell]);
      double dw = sign * PeriodicImages.nearest(w[cell] - centre, period);
      // In a periodic space a cell may reach into the view from several sides.
      int lastU = first.last(du, halfU[cell]);
      int lastV = second.last(dv, halfV[cell]);
      int lastW = PeriodicImages.last(dw, halfDepth + halfW[cell], period);
      for (int i = first.first(du, halfU[cell]); i <= lastU; i++) {
        for (int j = second.first(dv, halfV[cell]); j <= lastV; j++) {
          for (int k = PeriodicImages.first(dw, halfDepth + halfW[cell], period); k <= lastW; k++) {
            add(block, cell, du + i * first.period, dv + j * second.period, dw + k * period);
          }
        }
      }
    }
  }

  @Override
  public OptionalDouble operations() {
    return OptionalDouble.of(operations.sum());
  }

  /** Adds one image of a cell, whose centre lies at an offset from the view's [cm]. */
  private void add(CellBlock block, int cell, double du, double dv, double dw) {
    operations.offer();
    double halfW = block.halfSide(axis)[cell];
    double path = Math.min(dw + halfW, halfDepth) - Math.max(dw - halfW, -halfDepth);
    if (path <= thinnest) {
      return;
    }
    double halfU = block.halfSide(first.axis)[cell];
    double left = Math.max(first.edge(du - halfU), 0);
    double right = Math.min(first.edge(du + halfU), columns);
    double halfV = block.halfSide(second.axis)[cell];
    double bottom = Math.max(second.edge(dv - halfV), 0);
    double top = Math.min(second.edge(dv + halfV), rows);
    if (left >= right || bottom >= top) {
      return;
    }
    operations.see();
    moments.addVolume(path * (right - left) * (top - bottom) * pixelArea);
    double column = block.density()[cell] * path;
    if (column > 0) {
      double velocity = sign * block.velocity(axis)[cell];
      double field = block.fieldStrength(cell);
      spread(left, right, bottom, top, column, velocity, field);
    }
  }

  private void spread(
      double left,
      double right,
      double bottom,
      double top,
      double column,
      double velocity,
      double field) {
    int lastRow = last(top);
    for (int row = (int) bottom; row <= lastRow; row++) {
      double height = (row == lastRow ? top : row + 1) - (row < bottom ? bottom : row);
      spreadRow(row * columns, left, right, column * height, velocity, field);
    }
  }

  private void spreadRow(
      int row, double left, double right, double column, double velocity, double field) {
    int from = (int) left;
    int to = last(right);
    operations.contribute(to - from + 1);
    if (from == to) {
      moments.add(row + from, column * (right - left), velocity, field);
      return;
    }
    moments.add(row + from, column * (from + 1 - left), velocity, field);
    moments.addRun(row + from + 1, row + to, column, velocity, field);
    moments.add(row + to, column * (right - to), velocity, field);
  }

  /** The last pixel that reaches below an edge. */
  private static int last(double edge) {
    int whole = (int) edge;
    return whole == edge ? whole - 1 : whole;
  }
}
