package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import protomass.flame.game.PointBlock;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.kernel.WalkerKernel;

class HistogramTest {
  private static final int POINTS = WalkerKernel.GROUP;

  /** Cells of side 1: cell (row, column) reaches from (column, row) to (column + 1, row + 1). */
  private final Frame frame = new Frame(8, 8, 8);

  private final ColourHistogram colours = new ColourHistogram(new ScalarKernel(), 16, frame);
  private final ClassHistogram classes = new ClassHistogram(new ScalarKernel(), 16, frame, 3);

  @Test
  void aPointFallsIntoItsCell() {
    add(2.5f, 5.99f, 0.25f);
    assertEquals(POINTS, colours.densities()[5 * 16 + 2]);
    assertEquals(POINTS, Arrays.stream(colours.densities()).sum());
    // A quarter in steps of 1/255 is 63.75, which rounds to 64.
    assertEquals(64, colours.meanColours()[5 * 16 + 2]);
    assertEquals(0, colours.meanColours()[0]);
    assertArrayEquals(colours.densities(), classes.densities());
  }

  @Test
  void pointsBeyondTheEdgeLeaveNothing() {
    add(-0.1f, 5, 1);
    add(16, 5, 1);
    add(5, -0.1f, 1);
    add(5, 16, 1);
    add(1e30f, Float.POSITIVE_INFINITY, 1);
    add(Float.NaN, 5, 1);
    assertEquals(0, Arrays.stream(colours.densities()).sum());
    assertEquals(0, Arrays.stream(classes.densities()).sum());
    add(0, 15.9f, 1);
    assertEquals(POINTS, colours.densities()[15 * 16]);
  }

  @Test
  void coloursAreMeansOverThePoints() {
    add(2.5f, 5.5f, 1);
    add(2.5f, 5.5f, 0);
    assertEquals(127, colours.meanColours()[5 * 16 + 2]);
  }

  /** 17 million points of the largest colour in one cell. */
  @Test
  void manyPointsDoNotSpillIntoTheirColours() {
    int blocks = (1 << 24) / POINTS;
    for (int i = 0; i < blocks; i++) {
      add(2.5f, 5.5f, 1);
    }
    assertEquals(1 << 24, colours.densities()[5 * 16 + 2]);
    assertEquals(255, colours.meanColours()[5 * 16 + 2]);
  }

  /** Sixteen points, of which the transforms 0 to 4 made 5, 3, 2, 1 and 5. */
  @Test
  void classesAreTransformsModuloThree() {
    int[] ends = {5, 8, 10, 11, 16};
    classes.add(new PointBlock(all(2.5f), all(5.5f), all(0), ends));
    int cell = 5 * 16 + 2;
    assertEquals(5 + 1, classes.densities(0)[cell]);
    assertEquals(3 + 5, classes.densities(1)[cell]);
    assertEquals(2, classes.densities(2)[cell]);
    assertEquals(16, classes.densities()[cell]);
  }

  private void add(float x, float y, float colour) {
    PointBlock block = new PointBlock(all(x), all(y), all(colour), new int[] {POINTS});
    colours.add(block);
    classes.add(block);
  }

  private static float[] all(float value) {
    float[] values = new float[POINTS];
    Arrays.fill(values, value);
    return values;
  }
}
