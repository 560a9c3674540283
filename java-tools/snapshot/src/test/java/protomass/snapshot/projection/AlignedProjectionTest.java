package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.random.RandomStream;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.GridCells;
import protomass.snapshot.Space;
import protomass.snapshot.Vector3;

/** Views along axes of cells of many sizes: what is known on paper, and what must not change. */
class AlignedProjectionTest {
  /** Rounding of some hundred additions of numbers of one size. */
  private static final double EXACT = 1e-12;

  private static final Space OPEN =
      new Space(new Box(new Vector3(-1, -1, -1), new Vector3(1, 1, 1)), false);

  private static List<ProjectedMap> project(
      Space space, List<View> views, List<CellBlock> blocks, int threads) {
    try (Projector projector = new Projector(space, views, threads)) {
      blocks.forEach(projector::accept);
      List<ProjectedMap> maps = new ArrayList<>();
      for (int i = 0; i < views.size(); i++) {
        maps.add(projector.map(i));
      }
      return maps;
    }
  }

  private static ProjectedMap project(Space space, View view, List<CellBlock> blocks) {
    return project(space, List.of(view), blocks, 1).getFirst();
  }

  /** Leaves of an octree with random depth: cells that tile the cube from -1 to 1. */
  private static List<CellBlock> tree(int seed, int deepest) {
    List<CellBlock> blocks = new ArrayList<>();
    blocks.add(new CellBlock(true));
    grow(RandomStream.of(seed, "tree"), blocks, Vector3.ZERO, 1, deepest);
    return blocks;
  }

  private static void grow(
      RandomStream random, List<CellBlock> blocks, Vector3 centre, double half, int deepest) {
    if (deepest > 0 && (half > 0.3 || random.nextDouble() < 0.4)) {
      for (int part = 0; part < 8; part++) {
        Vector3 shift =
            new Vector3((part & 1) - 0.5, (part >> 1 & 1) - 0.5, (part >> 2) - 0.5).times(half);
        grow(random, blocks, centre.plus(shift), half / 2, deepest - 1);
      }
      return;
    }
    if (blocks.getLast().isFull()) {
      blocks.add(new CellBlock(true));
    }
    CellBlock block = blocks.getLast();
    block.place(centre.x(), centre.y(), centre.z(), half, half, half);
    block.fill(
        random.nextDouble(0.1, 3),
        random.nextGaussian(),
        random.nextGaussian(),
        random.nextGaussian());
    block.magnetise(random.nextDouble(), random.nextDouble(), random.nextDouble());
  }

  /** Mass of cells within a box, by another way: cell by cell. */
  private static double massWithin(Box box, List<CellBlock> blocks) {
    CompensatedSum sum = new CompensatedSum();
    for (CellBlock block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        double volume = 1;
        for (int axis = 0; axis < 3; axis++) {
          double lower = block.centre(axis)[i] - block.halfSide(axis)[i];
          double upper = block.centre(axis)[i] + block.halfSide(axis)[i];
          volume *=
              Math.max(
                  0,
                  Math.min(upper, box.upper().get(axis)) - Math.max(lower, box.lower().get(axis)));
        }
        sum.add(block.density()[i] * volume);
      }
    }
    return sum.value();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "64, 64", "13, 200", "300, 2"})
  void theMapHoldsTheMassOfTheClippedCells(int columns, int rows) {
    List<CellBlock> cells = tree(1, 6);
    Box box = new Box(new Vector3(-0.71, -0.32, -0.93), new Vector3(0.13, 0.77, 0.541));
    for (ImageAxes axes : List.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z)) {
      ProjectedMap map = project(OPEN, View.of(box, axes, columns, rows), cells);
      double mass = massWithin(box, cells);
      assertEquals(mass, map.mass(), EXACT * mass);
      assertEquals(1, map.coverage(), EXACT);
    }
  }

  /** Density 3 / (4 pi a^3) (1 + r^2 / a^2)^(-5/2) (Plummer 1911), cut at |z| = 1. */
  @Test
  void aPlummerSphereShowsItsColumnDensity() {
    double scale = 0.1;
    int size = 128;
    List<CellBlock> blocks = new ArrayList<>();
    for (int i = 0; i < size * size * size; i++) {
      if (blocks.isEmpty() || blocks.getLast().isFull()) {
        blocks.add(new CellBlock(false));
      }
      double x = 2 * (i % size + 0.5) / size - 1;
      double y = 2 * (GridCells.index(i, size, 1) + 0.5) / size - 1;
      double z = 2 * (GridCells.index(i, size, 2) + 0.5) / size - 1;
      double density =
          3
              / (4 * Math.PI * scale * scale * scale)
              * Math.pow(1 + (x * x + y * y + z * z) / (scale * scale), -2.5);
      blocks.getLast().place(x, y, z, 1.0 / size, 1.0 / size, 1.0 / size);
      blocks.getLast().fill(density, 0, 0, 0);
    }
    ProjectedMap map = project(OPEN, new View(Vector3.ZERO, ImageAxes.Y, 1, 1, 2, 64, 64), blocks);
    for (int pixel = 0; pixel < 64 * 64; pixel++) {
      double u = (pixel % 64 + 0.5) / 64 - 0.5;
      double v = (GridCells.index(pixel, 64, 1) + 0.5) / 64 - 0.5;
      // The integral of 3 a^2 / (4 pi) (a^2 + R^2 + z^2)^(-5/2) over |z| < 1.
      double square = scale * scale + u * u + v * v;
      double expected =
          scale
              * scale
              / (2 * Math.PI)
              * (3 * square + 2)
              / (square * square)
              / Math.pow(square + 1, 1.5);
      // A pixel's mean against its middle: the Laplacian of Sigma over Sigma is at most 8 / a^2, so
      // pixels of a/6.4 differ by 8 (1/6.4)^2 / 24 = 0.8 %; cells differ by less.
      assertEquals(expected, map.columnDensity(pixel), 0.01 * expected);
    }
  }

  @Test
  void splittingCellsChangesNothing() {
    List<CellBlock> cells = tree(2, 4);
    List<CellBlock> split = new ArrayList<>();
    for (CellBlock block : cells) {
      for (int from = 0; from < block.size(); from += 1000) {
        split.add(ObliqueProjectionTest.split(part(block, from, from + 1000)));
      }
    }
    View view = new View(new Vector3(0.1, 0.2, -0.1), ImageAxes.X, 0.9, 1.3, 0.77, 33, 21);
    ProjectedMap whole = project(OPEN, view, cells);
    ProjectedMap parts = project(OPEN, view, split);
    for (int pixel = 0; pixel < view.pixels(); pixel++) {
      double column = whole.columnDensity(pixel);
      assertEquals(column, parts.columnDensity(pixel), EXACT * column);
      assertEquals(whole.velocity(pixel), parts.velocity(pixel), EXACT);
      assertEquals(whole.dispersion(pixel), parts.dispersion(pixel), EXACT);
    }
  }

  private static CellBlock part(CellBlock block, int from, int to) {
    CellBlock part = new CellBlock(false);
    for (int i = from; i < Math.min(to, block.size()); i++) {
      part.place(
          block.centre(0)[i],
          block.centre(1)[i],
          block.centre(2)[i],
          block.halfSide(0)[i],
          block.halfSide(1)[i],
          block.halfSide(2)[i]);
      part.fill(
          block.density()[i], block.velocity(0)[i], block.velocity(1)[i], block.velocity(2)[i]);
    }
    return part;
  }

  /** Turning the gas by a quarter around an axis permutes the pixels and changes no bit of them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aQuarterTurnPermutesTheMaps(int around) {
    List<CellBlock> cells = tree(3, 5);
    List<CellBlock> turned = new ArrayList<>();
    cells.forEach(block -> turned.add(turned(block, around)));
    int size = 24;
    for (ImageAxes axes : List.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z)) {
      ImageAxes turnedAxes =
          new ImageAxes(
              turned(axes.right(), around),
              turned(axes.up(), around),
              turned(axes.along(), around));
      View view = new View(Vector3.ZERO, axes, 1.5, 1.5, 1.25, size, size);
      ProjectedMap before = project(OPEN, view, cells);
      View same = new View(Vector3.ZERO, turnedAxes, 1.5, 1.5, 1.25, size, size);
      assertSame(before, project(OPEN, same, turned));
      // Seen along the box's own axes the turned image is mirrored or transposed.
      ImageAxes own =
          List.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z).get(ImageAxes.axisOf(turnedAxes.along()));
      View viewOwn = new View(Vector3.ZERO, own, 1.5, 1.5, 1.25, size, size);
      ProjectedMap after = project(OPEN, viewOwn, turned);
      for (int pixel = 0; pixel < size * size; pixel++) {
        int other = counterpart(pixel, size, turnedAxes, own);
        double sign = turnedAxes.along().dot(own.along());
        assertEquals(before.columnDensity(pixel), after.columnDensity(other));
        assertEquals(before.velocity(pixel), sign * after.velocity(other));
        assertEquals(before.dispersion(pixel), after.dispersion(other));
        assertEquals(before.field(pixel), after.field(other));
      }
    }
  }

  private static int counterpart(int pixel, int size, ImageAxes from, ImageAxes to) {
    double u = pixel % size - (size - 1) / 2.0;
    double v = GridCells.index(pixel, size, 1) - (size - 1) / 2.0;
    Vector3 place = from.right().times(u).plus(from.up().times(v));
    int column = (int) Math.round(place.dot(to.right()) + (size - 1) / 2.0);
    int row = (int) Math.round(place.dot(to.up()) + (size - 1) / 2.0);
    return row * size + column;
  }

  private static void assertSame(ProjectedMap expected, ProjectedMap map) {
    for (int pixel = 0; pixel < expected.view().pixels(); pixel++) {
      assertEquals(expected.columnDensity(pixel), map.columnDensity(pixel));
      assertEquals(expected.velocity(pixel), map.velocity(pixel));
      assertEquals(expected.dispersion(pixel), map.dispersion(pixel));
    }
  }

  private static Vector3 turned(Vector3 v, int around) {
    return switch (around) {
      case 0 -> new Vector3(v.x(), -v.z(), v.y());
      case 1 -> new Vector3(v.z(), v.y(), -v.x());
      default -> new Vector3(-v.y(), v.x(), v.z());
    };
  }

  private static CellBlock turned(CellBlock block, int around) {
    CellBlock turned = new CellBlock(true);
    for (int i = 0; i < block.size(); i++) {
      Vector3 centre = turned(vector(block::centre, i), around);
      Vector3 velocity = turned(vector(block::velocity, i), around);
      double half = block.halfSide(0)[i];
      turned.place(centre.x(), centre.y(), centre.z(), half, half, half);
      turned.fill(block.density()[i], velocity.x(), velocity.y(), velocity.z());
      turned.magnetise(block.field(0)[i], block.field(1)[i], block.field(2)[i]);
    }
    return turned;
  }

  private static Vector3 vector(java.util.function.IntFunction<double[]> component, int cell) {
    return new Vector3(
        component.apply(0)[cell], component.apply(1)[cell], component.apply(2)[cell]);
  }

  @Test
  void threadsDoNotChangeABit() {
    List<CellBlock> cells = tree(4, 6);
    List<View> views = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      ImageAxes axes =
          i < 3
              ? List.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z).get(i)
              : ImageAxes.random(RandomStream.of(1, "threads", i));
      views.add(new View(new Vector3(0.1 * i - 0.4, 0, 0.2), axes, 0.7, 0.7, 0.7, 16, 16));
    }
    List<ProjectedMap> one = project(OPEN, views, cells, 1);
    List<ProjectedMap> four = project(OPEN, views, cells, 4);
    for (int i = 0; i < views.size(); i++) {
      assertSame(one.get(i), four.get(i));
    }
  }

  @Test
  void gasBeyondAFaceOfAPeriodicSpaceComesInThroughTheOther() {
    List<CellBlock> cells = tree(5, 5);
    Space periodic = new Space(OPEN.box(), true);
    // A quarter of a cell of gas beyond every face, by images made by hand.
    List<CellBlock> images = new ArrayList<>();
    for (CellBlock block : cells) {
      for (int image = 0; image < 27; image++) {
        CellBlock shifted = new CellBlock(true);
        for (int i = 0; i < block.size(); i++) {
          double half = block.halfSide(0)[i];
          shifted.place(
              block.centre(0)[i] + 2 * (image % 3 - 1),
              block.centre(1)[i] + 2 * (image / 3 % 3 - 1),
              block.centre(2)[i] + 2 * (image / 9 - 1),
              half,
              half,
              half);
          shifted.fill(
              block.density()[i], block.velocity(0)[i], block.velocity(1)[i], block.velocity(2)[i]);
          shifted.magnetise(block.field(0)[i], block.field(1)[i], block.field(2)[i]);
        }
        images.add(shifted);
      }
    }
    for (double side : new double[] {0.5, 1.5, 2}) {
      View view = new View(new Vector3(0.9, -0.8, 0.95), ImageAxes.Z, side, side, side, 20, 20);
      ProjectedMap wrapped = project(periodic, view, cells);
      ProjectedMap byHand = project(OPEN, view, images);
      assertEquals(1, wrapped.coverage(), EXACT);
      for (int pixel = 0; pixel < 400; pixel++) {
        double column = byHand.columnDensity(pixel);
        assertEquals(column, wrapped.columnDensity(pixel), EXACT * column);
        assertEquals(byHand.velocity(pixel), wrapped.velocity(pixel), EXACT);
        assertEquals(byHand.field(pixel), wrapped.field(pixel), EXACT);
      }
    }
  }

  @Test
  void aFrameAndASoundSpeedChangeVelocityAndDispersionAlone() {
    ProjectedMap map =
        project(OPEN, new View(Vector3.ZERO, ImageAxes.X, 1, 1, 1, 4, 4), tree(6, 4));
    var plain = map.toGasMap(0, 0);
    var changed = map.toGasMap(2e5, 3e5);
    assertArrayEquals(plain.columnDensity(), changed.columnDensity());
    for (int pixel = 0; pixel < 16; pixel++) {
      assertEquals(map.velocity(pixel) / 1e5 - 2, changed.velocity()[pixel], 1e-6);
      assertEquals(Math.hypot(map.dispersion(pixel) / 1e5, 3), changed.dispersion()[pixel], 1e-6);
    }
    double mass = 0;
    double momentum = 0;
    for (int pixel = 0; pixel < 16; pixel++) {
      mass += map.columnDensity(pixel);
      momentum += map.columnDensity(pixel) * map.velocity(pixel);
    }
    assertEquals(momentum / mass, map.meanVelocity(), EXACT);
  }
}
