package protomass.snapshot.grid;

import protomass.snapshot.CellConsumer;
import protomass.snapshot.CellWriter;
import protomass.snapshot.RegionFilter;

/**
 * Reads the parts of a grid that touch the regions. A grid of any size is read in bricks, so memory
 * is bounded and little is read that is not wanted.
 */
final class GridReading {
  /** Cells of a brick along the fastest, second and slowest index of the file. */
  private static final int[] BRICK = {128, 32, 16};

  /** Reads a box of cells. */
  @FunctionalInterface
  interface Source {
    /**
     * @param from first cell along x, y, z
     * @param count cells along x, y, z
     */
    GridGas read(int[] from, int[] count);
  }

  private final Grid grid;
  private final CellOrder order;
  private final RegionFilter filter;
  private final CellWriter writer;

  GridReading(Grid grid, CellOrder order, RegionFilter filter, CellWriter writer) {
    this.grid = grid;
    this.order = order;
    this.filter = filter;
    this.writer = writer;
  }

  /** Whether the grid touches a region. */
  static boolean touches(Grid grid, RegionFilter filter) {
    return touches(
        grid, filter, new int[3], new int[] {grid.cellsX(), grid.cellsY(), grid.cellsZ()});
  }

  void read(Source source, CellConsumer consumer) {
    int fast = order.axis(0);
    int second = order.axis(1);
    int slow = order.axis(2);
    int[] from = new int[3];
    for (from[slow] = 0; from[slow] < grid.cells(slow); from[slow] += BRICK[2]) {
      for (from[second] = 0; from[second] < grid.cells(second); from[second] += BRICK[1]) {
        for (from[fast] = 0; from[fast] < grid.cells(fast); from[fast] += BRICK[0]) {
          int[] count = new int[3];
          for (int place = 0; place < 3; place++) {
            int axis = order.axis(place);
            count[axis] = Math.min(BRICK[place], grid.cells(axis) - from[axis]);
          }
          if (touches(grid, filter, from, count)) {
            write(source.read(from.clone(), count), from, count);
          } else {
            consumer.passOver((long) count[0] * count[1] * count[2]);
          }
        }
      }
    }
  }

  private void write(GridGas gas, int[] from, int[] count) {
    double halfX = grid.cellCm().x() / 2;
    double halfY = grid.cellCm().y() / 2;
    double halfZ = grid.cellCm().z() / 2;
    int fast = order.axis(0);
    int second = order.axis(1);
    int slow = order.axis(2);
    int[] at = new int[3];
    int cell = 0;
    for (at[slow] = 0; at[slow] < count[slow]; at[slow]++) {
      for (at[second] = 0; at[second] < count[second]; at[second]++) {
        for (at[fast] = 0; at[fast] < count[fast]; at[fast]++, cell++) {
          double x = grid.centre(0, from[0] + at[0]);
          double y = grid.centre(1, from[1] + at[1]);
          double z = grid.centre(2, from[2] + at[2]);
          if (filter.touches(x, y, z, halfX, halfY, halfZ)) {
            writer.place(x, y, z, halfX, halfY, halfZ);
            fill(gas, cell);
          }
        }
      }
    }
  }

  private void fill(GridGas gas, int cell) {
    writer.fill(
        gas.density()[cell],
        gas.velocity().get(0)[cell],
        gas.velocity().get(1)[cell],
        gas.velocity().get(2)[cell]);
    gas.field()
        .ifPresent(
            field -> writer.magnetise(field.get(0)[cell], field.get(1)[cell], field.get(2)[cell]));
  }

  private static boolean touches(Grid grid, RegionFilter filter, int[] from, int[] count) {
    double[] centre = new double[3];
    double[] half = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double side = grid.cellCm().get(axis);
      centre[axis] = grid.lowerCm().get(axis) + (from[axis] + 0.5 * count[axis]) * side;
      half[axis] = 0.5 * count[axis] * side;
    }
    return filter.touches(centre[0], centre[1], centre[2], half[0], half[1], half[2]);
  }
}
