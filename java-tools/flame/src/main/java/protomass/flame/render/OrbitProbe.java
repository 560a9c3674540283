package protomass.flame.render;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PointBlock;
import protomass.flame.genome.Genome;

/**
 * A first look at a flame with a few thousand points: it chooses the frame, and sorts out flames
 * that cannot fill it before the full render is paid for.
 */
public final class OrbitProbe {
  private static final int POINTS = 4096;

  /** The frame reaches from this quantile of the orbit to its mirror image, per axis. */
  private static final double QUANTILE = 0.06;

  /** A grid with 16 points a cell on average: a cell that the flame fills is rarely missed. */
  private static final int CELLS_PER_AXIS = 16;

  /** A coarse cell is covered when any of its pixels is, so coarse coverage is the larger one. */
  private static final double ALLOWANCE = 0.9;

  private static final double MOST_ESCAPES = 0.01;
  private static final float SMALLEST_HALF_WIDTH = 1e-3f;
  private static final float LARGEST_HALF_WIDTH = 1e3f;

  private final ChaosGame game;

  public OrbitProbe(ChaosGame game) {
    this.game = game;
  }

  /**
   * Chooses the frame of a flame.
   *
   * @param minimumCoverage the share of pixels that the full render must hit, in [0, 1]
   * @return nothing when the orbit escapes, shrinks to a dot, or leaves too much of its frame empty
   */
  public Optional<Frame> frame(Genome genome, RandomStream random, double minimumCoverage) {
    float[] x = new float[POINTS];
    float[] y = new float[POINTS];
    ChaosGame.Walk walk = game.start(genome, random);
    for (int start = 0; start < POINTS; start += game.blockSize()) {
      PointBlock block = walk.next();
      int taken = Math.min(block.size(), POINTS - start);
      System.arraycopy(block.x(), 0, x, start, taken);
      System.arraycopy(block.y(), 0, y, start, taken);
    }
    if (walk.escapes() > MOST_ESCAPES * POINTS) {
      return Optional.empty();
    }
    return fit(x, y).filter(frame -> coverage(frame, x, y) >= ALLOWANCE * minimumCoverage);
  }

  private static Optional<Frame> fit(float[] x, float[] y) {
    float[] sortedX = x.clone();
    float[] sortedY = y.clone();
    Arrays.sort(sortedX);
    Arrays.sort(sortedY);
    int low = (int) (QUANTILE * POINTS);
    int high = POINTS - 1 - low;
    float width = sortedX[high] - sortedX[low];
    float height = sortedY[high] - sortedY[low];
    float halfWidth = 0.5f * Math.max(width, height);
    if (!(halfWidth > SMALLEST_HALF_WIDTH && halfWidth < LARGEST_HALF_WIDTH)) {
      return Optional.empty();
    }
    return Optional.of(
        new Frame(
            0.5f * (sortedX[low] + sortedX[high]),
            0.5f * (sortedY[low] + sortedY[high]),
            halfWidth));
  }

  private static double coverage(Frame frame, float[] x, float[] y) {
    BitSet hit = new BitSet(CELLS_PER_AXIS * CELLS_PER_AXIS);
    float scale = CELLS_PER_AXIS / (2 * frame.halfWidth());
    for (int i = 0; i < x.length; i++) {
      float column = (x[i] - frame.left()) * scale;
      float row = (y[i] - frame.top()) * scale;
      if (column >= 0 && column < CELLS_PER_AXIS && row >= 0 && row < CELLS_PER_AXIS) {
        hit.set(((int) row) * CELLS_PER_AXIS + (int) column);
      }
    }
    return (double) hit.cardinality() / (CELLS_PER_AXIS * CELLS_PER_AXIS);
  }
}
