package protomass.flame.game;

import java.util.List;
import protomass.core.random.RandomStream;
import protomass.flame.genome.Genome;
import protomass.flame.genome.Transform;

/**
 * The chaos game in plain Java, played by a population of independent walkers.
 *
 * <p>At each step every walker draws its transform; the walkers are then sorted by transform, so
 * that each transform and its variation run over one contiguous stretch without branches. A vector
 * version can take the stretches as they are.
 */
public final class PopulationChaosGame implements ChaosGame {
  /** Enough to fill vectors; few enough that warming up costs little beside a small image. */
  private static final int WALKERS = 512;

  /** Steps before points count: by then the starting square is forgotten. */
  private static final int WARM_UP_STEPS = 24;

  @Override
  public Walk start(Genome genome, RandomStream random) {
    PopulationWalk walk = new PopulationWalk(genome.transforms(), random);
    for (int step = 0; step < WARM_UP_STEPS; step++) {
      walk.next();
    }
    walk.forgetEscapes();
    return walk;
  }

  @Override
  public int blockSize() {
    return WALKERS;
  }

  private static final class PopulationWalk implements Walk {
    /** Beyond this distance a float has lost its fraction and the walker starts again. */
    private static final float EDGE = 1e10f;

    /** Four choices are cut from each random number. */
    private static final int CHOICE_BITS = 16;

    private final RandomStream random;
    private final List<Transform> transforms;
    private final int[] upperBounds;
    private final byte[] choices = new byte[WALKERS];
    private final int[] places;
    private PointBlock current;
    private PointBlock spare;
    private long escapes;

    PopulationWalk(List<Transform> transforms, RandomStream random) {
      this.random = random;
      this.transforms = transforms;
      this.upperBounds = upperBounds(transforms);
      this.places = new int[transforms.size()];
      this.current = emptyBlock(transforms.size());
      this.spare = emptyBlock(transforms.size());
      for (int i = 0; i < WALKERS; i++) {
        beginAgain(current, i);
        current.colour()[i] = random.nextFloat();
      }
    }

    @Override
    public PointBlock next() {
      drawChoices();
      sortByChoice();
      int from = 0;
      for (int t = 0; t < transforms.size(); t++) {
        int to = current.ends()[t];
        jump(transforms.get(t), from, to);
        from = to;
      }
      replaceEscaped();
      return current;
    }

    @Override
    public long escapes() {
      return escapes;
    }

    void forgetEscapes() {
      escapes = 0;
    }

    private void drawChoices() {
      for (int i = 0; i < WALKERS; i += 4) {
        long bits = random.nextLong();
        choices[i] = choice((int) (bits & 0xFFFF));
        choices[i + 1] = choice((int) ((bits >>> CHOICE_BITS) & 0xFFFF));
        choices[i + 2] = choice((int) ((bits >>> (2 * CHOICE_BITS)) & 0xFFFF));
        choices[i + 3] = choice((int) (bits >>> (3 * CHOICE_BITS)));
      }
    }

    private byte choice(int draw) {
      int transform = 0;
      for (int t = 0; t < upperBounds.length - 1; t++) {
        // The sign of the difference instead of a branch that could not be predicted.
        transform += (upperBounds[t] - 1 - draw) >>> 31;
      }
      return (byte) transform;
    }

    /** A counting sort from the current block into the spare one, which becomes current. */
    private void sortByChoice() {
      int[] ends = spare.ends();
      java.util.Arrays.fill(ends, 0);
      for (byte choice : choices) {
        ends[choice]++;
      }
      int from = 0;
      for (int t = 0; t < ends.length; t++) {
        places[t] = from;
        from += ends[t];
        ends[t] = from;
      }
      for (int i = 0; i < WALKERS; i++) {
        int place = places[choices[i]]++;
        spare.x()[place] = current.x()[i];
        spare.y()[place] = current.y()[i];
        spare.colour()[place] = current.colour()[i];
      }
      PointBlock sorted = spare;
      spare = current;
      current = sorted;
    }

    private void jump(Transform transform, int from, int to) {
      float[] colour = current.colour();
      float own = transform.colour();
      for (int i = from; i < to; i++) {
        colour[i] = 0.5f * (colour[i] + own);
      }
      transform.affine().apply(current.x(), current.y(), from, to);
      transform.variation().apply(current.x(), current.y(), from, to, transform.affine());
    }

    private void replaceEscaped() {
      float[] x = current.x();
      float[] y = current.y();
      for (int i = 0; i < WALKERS; i++) {
        // Written so that NaN counts as escaped.
        if (!(Math.abs(x[i]) < EDGE && Math.abs(y[i]) < EDGE)) {
          beginAgain(current, i);
          escapes++;
        }
      }
    }

    private void beginAgain(PointBlock block, int walker) {
      block.x()[walker] = 2 * random.nextFloat() - 1;
      block.y()[walker] = 2 * random.nextFloat() - 1;
    }

    private static PointBlock emptyBlock(int transforms) {
      return new PointBlock(
          new float[WALKERS], new float[WALKERS], new float[WALKERS], new int[transforms]);
    }

    /** Cumulative weights in units of 2^-16; the last bound is never looked at. */
    private static int[] upperBounds(List<Transform> transforms) {
      double total = transforms.stream().mapToDouble(Transform::weight).sum();
      int[] bounds = new int[transforms.size()];
      double sum = 0;
      for (int t = 0; t < bounds.length; t++) {
        sum += transforms.get(t).weight();
        bounds[t] = (int) Math.round(sum / total * (1 << CHOICE_BITS));
      }
      return bounds;
    }
  }
}
