package protomass.flame.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.random.RandomStream;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/** The vector kernel gives the bits of the plain one, for ordinary and for outrageous points. */
class KernelTwinsTest {
  private static final int COUNT = 1 << 15;

  private final WalkerKernel scalar = new ScalarKernel();
  private final WalkerKernel vector = new VectorKernel();
  private final Affine affine = new Affine(0.62f, -0.31f, 0.44f, 0.57f, 0.27f, -0.35f);

  @ParameterizedTest
  @EnumSource
  void variationsGiveTheSameBits(Variation variation) {
    float[][] one = points();
    float[][] other = points();
    scalar.vary(variation, affine, one[0], one[1], 0, COUNT);
    vector.vary(variation, affine, other[0], other[1], 0, COUNT);
    for (int axis = 0; axis < 2; axis++) {
      for (int i = 0; i < COUNT; i++) {
        // floatToIntBits makes all kinds of NaN one: the game replaces them, whatever their bits.
        int at = i;
        assertEquals(
            Float.floatToIntBits(one[axis][i]),
            Float.floatToIntBits(other[axis][i]),
            () -> variation + " of point " + points()[0][at] + ", " + points()[1][at]);
      }
    }
  }

  @Test
  void everyOtherOperationGivesTheSameBits() {
    float[][] one = points();
    float[][] other = points();
    run(scalar, one);
    run(vector, other);
    assertArrayEquals(one[0], other[0]);
    assertArrayEquals(one[1], other[1]);
  }

  @Test
  void cellsAreTheSame() {
    float[][] points = points();
    int[] one = new int[COUNT];
    int[] other = new int[COUNT];
    scalar.bin(-1.5f, -2, 10, 30, 900, points[0], points[1], one, 0, COUNT);
    vector.bin(-1.5f, -2, 10, 30, 900, points[0], points[1], other, 0, COUNT);
    assertArrayEquals(one, other);
    // A row of 30 cells begins at the grid's lower left.
    points[0][0] = -1.5f;
    points[1][0] = -2;
    points[0][1] = -1.39f;
    points[1][1] = -1.89f;
    points[0][2] = 1.5f;
    points[1][2] = 0;
    vector.bin(-1.5f, -2, 10, 30, 900, points[0], points[1], other, 0, COUNT);
    assertEquals(0, other[0]);
    assertEquals(31, other[1]);
    // Those outside take turns in cells of their own.
    assertEquals(902, other[2]);
  }

  @Test
  void placesBetweenCellsAreTheSame() {
    float[][] points = points();
    int[][] one = new int[2][COUNT];
    int[][] other = new int[2][COUNT];
    scalar.surround(-1.5f, -2, 160, 30, 1024, points[0], points[1], one[0], one[1], 0, COUNT);
    vector.surround(-1.5f, -2, 160, 30, 1024, points[0], points[1], other[0], other[1], 0, COUNT);
    assertArrayEquals(one[0], other[0]);
    assertArrayEquals(one[1], other[1]);
    // Cells of 0.1; the margin comes first: 2.6 cells right of its first centre and 1.4 below it.
    points[0][0] = -1.29f;
    points[1][0] = -1.91f;
    points[0][1] = 1.6f;
    points[1][1] = 0;
    vector.surround(-1.5f, -2, 160, 30, 1024, points[0], points[1], other[0], other[1], 0, COUNT);
    assertEquals(32 + 2, other[0][0]);
    assertEquals(16 * 6 + 9, other[1][0]);
    assertEquals(1024 + 1, other[0][1]);
    assertEquals(0, other[1][1]);
  }

  @Test
  void strayPointsAreFoundOneByOne() {
    for (WalkerKernel kernel : new WalkerKernel[] {scalar, vector}) {
      float[] x = new float[64];
      float[] y = new float[64];
      x[3] = Float.NaN;
      y[5] = -2;
      x[40] = Float.POSITIVE_INFINITY;
      assertEquals(3, kernel.firstBeyond(1, x, y, 0, 64));
      assertEquals(5, kernel.firstBeyond(1, x, y, 4, 64));
      assertEquals(40, kernel.firstBeyond(1, x, y, 6, 64));
      assertEquals(64, kernel.firstBeyond(1, x, y, 41, 64));
    }
  }

  private void run(WalkerKernel kernel, float[][] values) {
    int[] places = new int[COUNT];
    int[] origins = new int[WalkerKernel.GROUP];
    int[] multipliers = new int[WalkerKernel.GROUP];
    int[] rotations = new int[WalkerKernel.GROUP];
    RandomStream random = RandomStream.of(4, "test");
    for (int j = 0; j < WalkerKernel.GROUP; j++) {
      origins[j] = j * COUNT / WalkerKernel.GROUP;
      multipliers[j] = random.nextInt() | 1;
      rotations[j] = random.nextInt();
    }
    kernel.shuffle(origins, multipliers, rotations, COUNT / WalkerKernel.GROUP - 1, places);
    boolean[] seen = new boolean[COUNT];
    for (int place : places) {
      assertEquals(false, seen[place]);
      seen[place] = true;
    }
    float[][] result = new float[2][COUNT];
    kernel.jump(affine, values[0], values[1], places, result[0], result[1], 0, COUNT);
    kernel.move(affine, result[0], result[1], values[0], values[1], 16, COUNT - 16);
    kernel.fade(0.3f, 0.5f, result[0], places, values[1], 0, COUNT);
    kernel.accumulate(0.7f, result[1], values[1], 0, COUNT);
    kernel.scale(-3, values[0], 32, COUNT);
  }

  /** Three quarters near the origin, the rest of every size, with zeros, infinities and NaN. */
  private static float[][] points() {
    RandomStream random = RandomStream.of(3, "test");
    float[][] points = new float[2][COUNT];
    for (float[] axis : points) {
      for (int i = 0; i < COUNT; i++) {
        axis[i] =
            i % 4 == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) random.nextDouble(-3, 3);
      }
    }
    float[] special = {0, -0f, 1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int i = 0; i < special.length * special.length; i++) {
      points[0][i] = special[i / special.length];
      points[1][i] = special[i % special.length];
    }
    return points;
  }
}
