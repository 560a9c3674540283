package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.random.RandomStream;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.GridCells;
import protomass.snapshot.Space;
import protomass.snapshot.Vector3;

/** Views along any direction: against lines of sight, against aligned views, and in their sums. */
class ObliqueProjectionTest {
  /** Rounding of some hundred additions of numbers of one size. */
  private static final double EXACT = 1e-12;

  private static final Space OPEN = new Space(new Box(Vector3.ZERO, new Vector3(1, 1, 1)), false);
  private static final Space PERIODIC =
      new Space(new Box(Vector3.ZERO, new Vector3(1, 1, 1)), true);
  private static final Vector3 MIDDLE = new Vector3(0.5, 0.5, 0.5);

  private static ImageAxes axes(int number) {
    return ImageAxes.random(RandomStream.of(3, "axes", number));
  }

  private static ProjectedMap project(Space space, View view, CellBlock block) {
    try (Projector projector = new Projector(space, List.of(view), 1)) {
      projector.accept(block);
      return projector.map(0);
    }
  }

  private static CellBlock one(Vector3 centre, Vector3 half) {
    CellBlock block = new CellBlock(false);
    block.place(centre.x(), centre.y(), centre.z(), half.x(), half.y(), half.z());
    block.fill(1, 0, 0, 0);
    return block;
  }

  /** Cells of random sizes and shapes all over the space, some reaching out of it. */
  private static CellBlock randomCells(int count, int seed) {
    RandomStream random = RandomStream.of(seed, "cells");
    CellBlock block = new CellBlock(false);
    for (int i = 0; i < count; i++) {
      double half = Math.pow(2, -3 - 6 * random.nextDouble());
      block.place(
          random.nextDouble(),
          random.nextDouble(),
          random.nextDouble(),
          half,
          half * random.nextDouble(0.5, 2),
          half);
      block.fill(
          random.nextDouble(1, 2),
          random.nextGaussian(),
          random.nextGaussian(),
          random.nextGaussian());
    }
    return block;
  }

  private static double mass(CellBlock block) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < block.size(); i++) {
      sum.add(
          8
              * block.density()[i]
              * block.halfSide(0)[i]
              * block.halfSide(1)[i]
              * block.halfSide(2)[i]);
    }
    return sum.value();
  }

  /** Length of the line through a point within the cuboid and within the view's depth. */
  private static double path(Vector3 point, Vector3 along, Vector3 half, double halfDepth) {
    double from = -halfDepth;
    double to = halfDepth;
    for (int axis = 0; axis < 3; axis++) {
      double first = (-half.get(axis) - point.get(axis)) / along.get(axis);
      double second = (half.get(axis) - point.get(axis)) / along.get(axis);
      from = Math.max(from, Math.min(first, second));
      to = Math.min(to, Math.max(first, second));
    }
    return Math.max(0, to - from);
  }

  /**
   * The mean of the path over a pixel by its value at many points; the path is continuous and
   * piecewise linear, so points of a regular grid err by about the square of their distance.
   */
  @ParameterizedTest
  @ValueSource(doubles = {4, 0.3})
  void aCellShowsItsPathLengthInEveryPixel(double depth) {
    Vector3 half = new Vector3(0.25, 0.15, 0.35);
    int pixels = 5;
    int points = 60;
    for (int number = 0; number < 4; number++) {
      ImageAxes axes = axes(number);
      Vector3 shift = new Vector3(0.03, -0.05, 0.02);
      View view = new View(MIDDLE.plus(shift), axes, 0.8, 0.8, depth, pixels, pixels);
      ProjectedMap map = project(OPEN, view, one(MIDDLE, half));
      for (int pixel = 0; pixel < pixels * pixels; pixel++) {
        double sum = 0;
        for (int i = 0; i < points * points; i++) {
          double u = ((pixel % pixels + (i % points + 0.5) / points) / pixels - 0.5) * 0.8;
          double v =
              ((GridCells.index(pixel, pixels, 1) + (GridCells.index(i, points, 1) + 0.5) / points)
                          / pixels
                      - 0.5)
                  * 0.8;
          Vector3 point = shift.plus(axes.right().times(u)).plus(axes.up().times(v));
          sum += path(point, axes.along(), half, depth / 2);
        }
        double mean = sum / (points * points);
        assertEquals(mean, map.columnDensity(pixel), 2e-4, "pixel " + pixel);
      }
    }
  }

  @Test
  void allMassOfCellsInTheViewIsInTheMap() {
    CellBlock cells = randomCells(500, 1);
    double mass = mass(cells);
    for (int number = 0; number < 5; number++) {
      for (int pixels : new int[] {1, 7, 64}) {
        View view = new View(MIDDLE, axes(number), 4, 4, 4, pixels, pixels);
        ProjectedMap map = project(OPEN, view, cells);
        assertEquals(mass, map.mass(), EXACT * mass);
      }
    }
  }

  /** Views side by side and behind each other share the mass of the cells that they cut. */
  @Test
  void viewsThatTouchShareTheMassOfCells() {
    CellBlock cells = randomCells(300, 2);
    ImageAxes axes = axes(7);
    double whole = project(OPEN, new View(MIDDLE, axes, 4, 4, 4, 3, 3), cells).mass();
    CompensatedSum parts = new CompensatedSum();
    for (int part = 0; part < 8; part++) {
      Vector3 centre =
          MIDDLE
              .plus(axes.right().times((part & 1) * 2 - 1 + 0.123))
              .plus(axes.up().times((part >> 1 & 1) * 2 - 1 - 0.045))
              .plus(axes.along().times((part >> 2) * 2 - 1 + 0.031));
      parts.add(project(OPEN, new View(centre, axes, 2, 2, 2, 9, 11), cells).mass());
    }
    assertEquals(whole, parts.value(), EXACT * whole);
  }

  /** Turned by a thousand-millionth of a radian, a view must show what the aligned one shows. */
  @Test
  void aViewAlmostAlongAnAxisEqualsTheAlignedOne() {
    CellBlock cells = randomCells(200, 4);
    double angle = 1e-9;
    ImageAxes almost =
        new ImageAxes(
            new Vector3(1, 0, 0),
            new Vector3(0, Math.cos(angle), -Math.sin(angle)),
            new Vector3(0, Math.sin(angle), Math.cos(angle)));
    ProjectedMap aligned =
        project(OPEN, new View(MIDDLE, ImageAxes.Z, 0.9, 0.9, 0.7, 16, 16), cells);
    ProjectedMap turned = project(OPEN, new View(MIDDLE, almost, 0.9, 0.9, 0.7, 16, 16), cells);
    for (int pixel = 0; pixel < 256; pixel++) {
      assertEquals(aligned.columnDensity(pixel), turned.columnDensity(pixel), 1e-7);
      assertEquals(aligned.velocity(pixel), turned.velocity(pixel), 1e-6);
      assertEquals(aligned.dispersion(pixel), turned.dispersion(pixel), 1e-6);
    }
  }

  /** The general way, used along an axis, is exact there as well. */
  @Test
  void theGeneralWayAlongAnAxisEqualsTheAlignedOne() {
    CellBlock cells = randomCells(400, 5);
    for (ImageAxes axes : List.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z)) {
      View view = new View(MIDDLE, axes, 0.9, 0.8, 0.7, 16, 12);
      Moments general = new Moments(view.pixels());
      new ObliqueProjection(OPEN, view, general).add(cells);
      ProjectedMap aligned = project(OPEN, view, cells);
      for (int pixel = 0; pixel < view.pixels(); pixel++) {
        double column = aligned.columnDensity(pixel);
        assertEquals(column, general.column(pixel), EXACT * column);
        assertEquals(aligned.velocity(pixel), general.mean(pixel), EXACT);
      }
      assertEquals(aligned.coverage(), general.volume() / view.volume(), EXACT);
    }
  }

  @Test
  void splittingCellsChangesNothing() {
    CellBlock cells = randomCells(100, 6);
    CellBlock split = split(cells);
    View view = new View(MIDDLE, axes(9), 0.9, 0.9, 0.6, 16, 16);
    ProjectedMap whole = project(OPEN, view, cells);
    ProjectedMap parts = project(OPEN, view, split);
    for (int pixel = 0; pixel < 256; pixel++) {
      assertEquals(whole.columnDensity(pixel), parts.columnDensity(pixel), 1e-12);
      assertEquals(whole.velocity(pixel), parts.velocity(pixel), 1e-11);
      assertEquals(whole.dispersion(pixel), parts.dispersion(pixel), 1e-11);
    }
  }

  static CellBlock split(CellBlock cells) {
    CellBlock split = new CellBlock(false);
    for (int i = 0; i < cells.size(); i++) {
      for (int part = 0; part < 8; part++) {
        double[] centre = new double[3];
        for (int axis = 0; axis < 3; axis++) {
          centre[axis] =
              cells.centre(axis)[i] + ((part >> axis & 1) - 0.5) * cells.halfSide(axis)[i];
        }
        split.place(
            centre[0],
            centre[1],
            centre[2],
            cells.halfSide(0)[i] / 2,
            cells.halfSide(1)[i] / 2,
            cells.halfSide(2)[i] / 2);
        split.fill(
            cells.density()[i], cells.velocity(0)[i], cells.velocity(1)[i], cells.velocity(2)[i]);
      }
    }
    return split;
  }

  /** A periodic grid fills every view, wherever it lies and however it is turned. */
  @Test
  void aPeriodicSpaceHasNoEdge() {
    CellBlock grid = new CellBlock(false);
    for (int i = 0; i < 512; i++) {
      grid.place(
          (i % 8 + 0.5) / 8,
          (GridCells.index(i, 8, 1) + 0.5) / 8,
          (GridCells.index(i, 8, 2) + 0.5) / 8,
          0.0625,
          0.0625,
          0.0625);
      grid.fill(1, 0, 0, 0);
    }
    for (int number = 0; number < 5; number++) {
      View view = new View(new Vector3(0.97, 0.01, 0.4), axes(number), 0.5, 0.5, 0.5, 10, 10);
      ProjectedMap map = project(PERIODIC, view, grid);
      assertEquals(1, map.coverage(), EXACT);
      for (int pixel = 0; pixel < 100; pixel++) {
        assertEquals(0.5, map.columnDensity(pixel), EXACT);
      }
    }
    View whole = new View(new Vector3(0.3, 0.9, 0.6), ImageAxes.Y, 1, 1, 1, 7, 7);
    ProjectedMap map = project(PERIODIC, whole, grid);
    for (int pixel = 0; pixel < 49; pixel++) {
      assertEquals(1, map.columnDensity(pixel), EXACT);
    }
  }

  @Test
  void solidRotationSeenAtAnAngle() {
    // v = w x r with w along z: along n the velocity is (w x r).n, linear over the image.
    CellBlock grid = new CellBlock(false);
    int size = 20;
    for (int i = 0; i < size * size * size; i++) {
      double x = (i % size + 0.5) / size - 0.5;
      double y = (GridCells.index(i, size, 1) + 0.5) / size - 0.5;
      double z = (GridCells.index(i, size, 2) + 0.5) / size - 0.5;
      grid.place(x, y, z, 0.5 / size, 0.5 / size, 0.5 / size);
      grid.fill(1, -y, x, 0);
    }
    ImageAxes axes = axes(11);
    View view = new View(Vector3.ZERO, axes, 0.5, 0.5, 0.5, 8, 8);
    ProjectedMap map = project(OPEN, view, grid);
    Vector3 spin = new Vector3(0, 0, 1);
    for (int pixel = 0; pixel < 64; pixel++) {
      Vector3 place =
          axes.right()
              .times((pixel % 8 + 0.5) / 16 - 0.25)
              .plus(axes.up().times((GridCells.index(pixel, 8, 1) + 0.5) / 16 - 0.25));
      // A cell has one velocity, that of its centre; they differ by up to half a cell times w.
      assertEquals(spin.cross(place).dot(axes.along()), map.velocity(pixel), 0.5 / size / 4);
    }
  }
}
