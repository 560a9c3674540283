package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import protomass.flame.game.PointBlock;

class HistogramTest {
  /** Pixels of side 1: pixel (row, column) has its centre at (column + 0.5, row + 0.5). */
  private final Histogram histogram = new Histogram(16, new Frame(8, 8, 8));

  @Test
  void aPointAtAPixelsCentreFallsIntoThatPixel() {
    add(2.5f, 5.5f, 0.25f, 1);
    assertEquals(1, histogram.density(5, 2));
    assertEquals(0.25f, histogram.meanColour(5, 2));
    assertEquals(1, histogram.firstTransformShare(5, 2));
    assertEquals(1, total());
    assertEquals(1.0 / 256, histogram.coverage());
  }

  @Test
  void aPointBetweenFourCentresIsShared() {
    add(3, 6, 1, 0);
    for (int row = 5; row <= 6; row++) {
      for (int column = 2; column <= 3; column++) {
        assertEquals(0.25f, histogram.density(row, column));
        assertEquals(1, histogram.meanColour(row, column));
        assertEquals(0, histogram.firstTransformShare(row, column));
      }
    }
    assertEquals(0, histogram.coverage());
  }

  @Test
  void pointsBeyondTheEdgeLeaveNothing() {
    add(-0.6f, 5, 1, 0);
    add(16.6f, 5, 1, 0);
    add(5, -0.6f, 1, 0);
    add(5, 16.6f, 1, 0);
    add(1e30f, Float.POSITIVE_INFINITY, 1, 0);
    add(Float.NaN, 5, 1, 0);
    assertEquals(0, total());
    add(0, 0, 1, 0);
    assertEquals(0.25f, total());
  }

  @Test
  void sharesAreMeansOverThePoints() {
    add(2.5f, 5.5f, 1, 1);
    add(2.5f, 5.5f, 0.5f, 0);
    add(2.5f, 5.5f, 0, 0);
    add(2.5f, 5.5f, 0.5f, 0);
    assertEquals(4, histogram.density(5, 2));
    assertEquals(0.5f, histogram.meanColour(5, 2));
    assertEquals(0.25f, histogram.firstTransformShare(5, 2));
  }

  private void add(float x, float y, float colour, int ofFirstTransform) {
    histogram.add(
        new PointBlock(
            new float[] {x}, new float[] {y}, new float[] {colour}, new int[] {ofFirstTransform}));
  }

  private double total() {
    double sum = 0;
    for (int pixel = 0; pixel < 256; pixel++) {
      sum += histogram.density(pixel / 16, pixel % 16);
    }
    return sum;
  }
}
