package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;
import protomass.flame.game.PointBlock;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.kernel.VectorKernel;
import protomass.flame.kernel.WalkerKernel;

/** Points spread bilinearly, against the shares that the formula of the interpolation gives. */
class SplatTest {
  private static final int POINTS = WalkerKernel.GROUP;
  private static final int SIDE = 16;
  private static final long UNITS = Splat.UNITS_PER_POINT;

  /** Cells of side 1: the centre of cell (row, column) is (column + 0.5, row + 0.5). */
  private final Frame frame = new Frame(8, 8, 8);

  private final ClassSplat classes = new ClassSplat(new ScalarKernel(), SIDE, frame, 3);
  private final ColourSplat colours = new ColourSplat(new ScalarKernel(), SIDE, frame);

  /** A quarter to the right of the centre of cell (5, 2) and five eighths below it. */
  @Test
  void fourCellsShareAPointByItsPlace() {
    add(2.75f, 6.125f, 0);
    assertShares(5, 2, 0.75 * 0.375, 0.25 * 0.375, 0.75 * 0.625, 0.25 * 0.625);
  }

  @Test
  void aPointOnACentreIsAllThere() {
    add(2.5f, 5.5f, 0);
    assertShares(5, 2, 1, 0, 0, 0);
  }

  @Test
  void aPointOnACornerIsSharedEvenly() {
    add(3, 6, 0);
    assertShares(5, 2, 0.25, 0.25, 0.25, 0.25);
  }

  /** Places are taken in sixteenths, rounded down. */
  @Test
  void placesBetweenSixteenthsAreRoundedDown() {
    add(2.5f + 0.99f / 16, 5.5f + 3.5f / 16, 0);
    assertShares(5, 2, 13 / 16.0, 0, 3 / 16.0, 0);
  }

  /** Every point inside of the outer centres gives all that it has, wherever it is. */
  @Test
  void nothingIsLostInside() {
    RandomStream random = RandomStream.of(2, "test");
    int blocks = 500;
    for (int i = 0; i < blocks; i++) {
      float[] x = new float[POINTS];
      float[] y = new float[POINTS];
      for (int j = 0; j < POINTS; j++) {
        x[j] = (float) random.nextDouble(0.5, 15.49);
        y[j] = (float) random.nextDouble(0.5, 15.49);
      }
      add(x, y, new float[POINTS]);
    }
    long expected = UNITS * blocks * POINTS;
    assertEquals(expected, sum(classes.densities()));
    assertEquals(expected, sum(colours.densities()));
    assertArrayEquals(classes.densities(), colours.densities());
  }

  /**
   * The centre of mass stays where the points are: interpolation is linear. Rounding down shifts it
   * by half a sixteenth on average; over n points that scatters by 1 / (16 sqrt(12 n)), 5 sigma.
   */
  @Test
  void theCentreOfMassIsThatOfThePoints() {
    RandomStream random = RandomStream.of(2, "test");
    int blocks = 500;
    double expected = 0;
    for (int i = 0; i < blocks; i++) {
      float[] x = new float[POINTS];
      for (int j = 0; j < POINTS; j++) {
        x[j] = (float) random.nextDouble(0.5, 15.49);
        expected += x[j] / (blocks * POINTS);
      }
      add(x, all(7), new float[POINTS]);
    }
    int[] densities = classes.densities();
    double mean = 0;
    for (int cell = 0; cell < densities.length; cell++) {
      mean += (cell % SIDE + 0.5) * densities[cell] / (blocks * POINTS * (double) UNITS);
    }
    double sigma = 1 / (16 * Math.sqrt(12.0 * blocks * POINTS));
    assertEquals(expected - 0.5 / 16, mean, 5 * sigma);
  }

  /** On the edge half of a point is outside; half a cell further out nothing is left. */
  @Test
  void sharesBeyondTheEdgeAreLost() {
    add(0, 5.5f, 0);
    assertEquals(POINTS * UNITS / 2, classes.densities()[5 * SIDE]);
    assertEquals(POINTS * UNITS / 2, sum(classes.densities()));
    add(16, 16, 0);
    assertEquals(POINTS * UNITS / 4, classes.densities()[15 * SIDE + 15]);
    long before = sum(classes.densities());
    add(-0.5f, 5.5f, 0);
    add(16.5f, 5.5f, 0);
    add(5.5f, -0.6f, 0);
    add(5.5f, 17, 0);
    add(1e30f, Float.POSITIVE_INFINITY, 0);
    add(Float.NaN, 5, 0);
    assertEquals(before, sum(classes.densities()));
    assertArrayEquals(classes.densities(), colours.densities());
  }

  /** Colour 1 at one centre, colour 0 at the next: between them the shares decide. */
  @Test
  void coloursAreMeansOverTheShares() {
    add(2.75f, 5.5f, 1);
    add(3.5f, 5.5f, 0);
    // Three quarters of the first; then a quarter of the first and all of the second: 255/5.
    assertEquals(255, colours.meanColours()[5 * SIDE + 2]);
    assertEquals(51, colours.meanColours()[5 * SIDE + 3]);
    assertEquals(0, colours.meanColours()[0]);
  }

  /** Sixteen points, of which the transforms 0 to 4 made 5, 3, 2, 1 and 5. */
  @Test
  void classesAreTransformsModuloThree() {
    classes.add(new PointBlock(all(3), all(5.5f), all(0), new int[] {5, 8, 10, 11, 16}));
    int cell = 5 * SIDE + 2;
    assertEquals(6 * UNITS / 2, classes.densities(0)[cell]);
    assertEquals(8 * UNITS / 2, classes.densities(1)[cell + 1]);
    assertEquals(2 * UNITS / 2, classes.densities(2)[cell]);
    assertEquals(16 * UNITS / 2, classes.densities()[cell]);
  }

  /** The grid is counted in whole numbers: neither the order nor the kernel matters. */
  @Test
  void theOrderAndTheKernelDoNotMatter() {
    RandomStream random = RandomStream.of(5, "test");
    float[] x = new float[4096];
    float[] y = new float[4096];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-2, 18);
      y[i] = (float) random.nextDouble(-2, 18);
    }
    int[] expected = densities(new ScalarKernel(), x, y);
    assertArrayEquals(expected, densities(new VectorKernel(), x, y));
    assertArrayEquals(expected, densities(new VectorKernel(), reversed(x), reversed(y)));
    assertTrue(sum(expected) > 2000 * UNITS);
  }

  /** More than an int holds in one cell. */
  @Test
  void manyPointsStayAtTheLargestNumber() {
    float[] x = new float[1 << 16];
    Arrays.fill(x, 2.5f);
    PointBlock block = new PointBlock(x, x, new float[x.length], new int[] {x.length});
    for (int i = 0; i < 129; i++) {
      colours.add(block);
    }
    assertTrue(129L * x.length * UNITS > Integer.MAX_VALUE);
    assertEquals(Integer.MAX_VALUE, colours.densities()[2 * SIDE + 2]);
  }

  /** A pixel is covered by the point that falls into it, and its neighbours are by their share. */
  @Test
  void aPixelIsCoveredByAQuarterOfAPoint() {
    for (float x : new float[] {2, 2.25f, 2.5f, 2.9f}) {
      ClassSplat one = new ClassSplat(new ScalarKernel(), SIDE, frame, 1);
      float[] far = all(-50);
      float[] place = all(-50);
      place[0] = x;
      far[0] = x + 3;
      one.add(new PointBlock(place, far, all(0), new int[] {POINTS}));
      int[] densities = one.densities();
      int row = (int) (x + 3);
      int column = (int) x;
      assertTrue(densities[row * SIDE + column] >= UNITS / 4);
    }
    int[] densities = new int[SIDE * SIDE];
    densities[3] = (int) UNITS / 4;
    densities[4] = (int) UNITS / 4 - 1;
    assertEquals(1.0 / densities.length, Appearance.of(densities, (int) UNITS, 1).coverage());
    assertEquals(1.0 / (SIDE * SIDE / 4), Appearance.of(densities, (int) UNITS, 2).coverage());
  }

  /** Whole points in finer units look the same. */
  @Test
  void theUnitDoesNotChangeWhatIsSeen() {
    RandomStream random = RandomStream.of(6, "test");
    int[] points = random.ints(96 * 96, 0, 12).toArray();
    int[] units = Arrays.stream(points).map(count -> (int) (count * UNITS)).toArray();
    assertEquals(Appearance.of(points, 1), Appearance.of(units, (int) UNITS, 1));
    BrightnessCurve plain = BrightnessCurve.of(points, 1, 1.6f);
    BrightnessCurve fine = BrightnessCurve.of(units, (int) UNITS, 1.6f);
    for (int count : List.of(0, 1, 5, 11)) {
      assertEquals(plain.at(count), fine.at((int) (count * UNITS)));
    }
  }

  private static int[] densities(WalkerKernel kernel, float[] x, float[] y) {
    ClassSplat splat = new ClassSplat(kernel, SIDE, new Frame(8, 8, 8), 1);
    splat.add(new PointBlock(x, y, new float[x.length], new int[] {x.length}));
    return splat.densities();
  }

  private static float[] reversed(float[] values) {
    float[] reversed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  /** All points are at one place, whose first cell is (row, column). */
  private void assertShares(int row, int column, double... shares) {
    long[] expected = new long[SIDE * SIDE];
    int cell = row * SIDE + column;
    expected[cell] = Math.round(POINTS * UNITS * shares[0]);
    expected[cell + 1] = Math.round(POINTS * UNITS * shares[1]);
    expected[cell + SIDE] = Math.round(POINTS * UNITS * shares[2]);
    expected[cell + SIDE + 1] = Math.round(POINTS * UNITS * shares[3]);
    assertArrayEquals(expected, Arrays.stream(classes.densities()).asLongStream().toArray());
  }

  private static long sum(int[] densities) {
    return Arrays.stream(densities).asLongStream().sum();
  }

  private void add(float x, float y, float colour) {
    add(all(x), all(y), all(colour));
  }

  private void add(float[] x, float[] y, float[] colour) {
    PointBlock block = new PointBlock(x, y, colour, new int[] {x.length});
    classes.add(block);
    colours.add(block);
  }

  private static float[] all(float value) {
    float[] values = new float[POINTS];
    Arrays.fill(values, value);
    return values;
  }
}
