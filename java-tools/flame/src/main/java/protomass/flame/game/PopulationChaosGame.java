package protomass.flame.game;

import java.util.List;
import java.util.function.Supplier;
import protomass.core.random.RandomStream;
import protomass.flame.genome.Genome;
import protomass.flame.genome.PlaneMap;
import protomass.flame.genome.Symmetry;
import protomass.flame.genome.Transform;
import protomass.flame.genome.VariationTerm;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.variation.Affine;

/**
 * The chaos game played by a population of walkers: at each step they are shuffled and cut into
 * contiguous runs, one per transform, so that each transform and its variations work on whole
 * vectors without branches.
 */
public final class PopulationChaosGame implements ChaosGame {
  /** Fits the first cache; few enough that warming up costs little beside a small image. */
  public static final int WALKERS = 1024;

  /** Steps before points count: by then the starting square is forgotten. */
  public static final int WARM_UP_STEPS = 20;

  private final WalkerKernel kernel;
  private final boolean coloured;
  private final Supplier<Shuffle> shuffles;

  /** A game whose arithmetic is done by a kernel; the points do not depend on which. */
  public PopulationChaosGame(WalkerKernel kernel) {
    this(kernel, () -> new Mixing(WALKERS));
  }

  /** With another permutation, for tests of what a weak one does. */
  PopulationChaosGame(WalkerKernel kernel, Supplier<Shuffle> shuffles) {
    this(kernel, true, shuffles);
  }

  private PopulationChaosGame(WalkerKernel kernel, boolean coloured, Supplier<Shuffle> shuffles) {
    this.kernel = kernel;
    this.coloured = coloured;
    this.shuffles = shuffles;
  }

  /** The same game for pictures that need no colours: those of its points mean nothing. */
  public static PopulationChaosGame withoutColours(WalkerKernel kernel) {
    return new PopulationChaosGame(kernel, false, () -> new Mixing(WALKERS));
  }

  @Override
  public Walk start(Genome genome, RandomStream random) {
    PopulationWalk walk = new PopulationWalk(kernel, coloured, shuffles.get(), genome, random);
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

    private final WalkerKernel kernel;
    private final boolean coloured;
    private final RandomStream random;
    private final List<Transform> transforms;
    private final PlaneMap finalMap;
    private final Affine[] symmetry;
    private final Shuffle shuffle;
    private final Runs runs;
    private final int[] places = new int[WALKERS];
    private final MapScratch scratch = new MapScratch(WALKERS);
    private final PointBlock drawn;
    private PointBlock current;
    private PointBlock previous;
    private long escapes;

    PopulationWalk(
        WalkerKernel kernel,
        boolean coloured,
        Shuffle shuffle,
        Genome genome,
        RandomStream random) {
      this.kernel = kernel;
      this.coloured = coloured;
      this.shuffle = shuffle;
      this.random = random;
      this.transforms = genome.transforms();
      this.finalMap = genome.finalMap();
      this.symmetry = elements(genome.symmetry());
      this.runs = new Runs(transforms, WALKERS);
      this.current = emptyBlock();
      this.previous = emptyBlock();
      this.drawn = finalMap == null ? null : emptyBlock();
      for (int i = 0; i < WALKERS; i++) {
        beginAgain(i);
        current.colour()[i] = random.nextFloat();
      }
    }

    @Override
    public PointBlock next() {
      PointBlock swap = previous;
      previous = current;
      current = swap;
      shuffle.draw(random, kernel, places);
      runs.draw(random, current.ends());
      int from = 0;
      for (int t = 0; t < transforms.size(); t++) {
        int to = current.ends()[t];
        if (to > from) {
          jump(transforms.get(t), from, to);
        }
        from = to;
      }
      if (symmetry.length > 1) {
        turn();
      }
      replaceEscaped();
      return finalMap == null ? current : draw();
    }

    @Override
    public long escapes() {
      return escapes;
    }

    void forgetEscapes() {
      escapes = 0;
    }

    private void jump(Transform transform, int from, int to) {
      float[] x = current.x();
      float[] y = current.y();
      PlaneMap map = transform.map();
      kernel.jump(map.affine(), previous.x(), previous.y(), places, x, y, from, to);
      vary(map, x, y, from, to);
      if (coloured) {
        kernel.fade(
            transform.colour(),
            transform.colourSpeed(),
            previous.colour(),
            places,
            current.colour(),
            from,
            to);
      }
    }

    private void vary(PlaneMap map, float[] x, float[] y, int from, int to) {
      List<VariationTerm> terms = map.variations();
      if (terms.size() == 1) {
        VariationTerm only = terms.getFirst();
        kernel.vary(only.variation(), map.affine(), x, y, from, to);
        if (only.weight() != 1) {
          kernel.scale(only.weight(), x, from, to);
          kernel.scale(only.weight(), y, from, to);
        }
      } else {
        scratch.blend(kernel, map, x, y, from, to);
      }
      if (!map.post().equals(Affine.IDENTITY)) {
        kernel.move(map.post(), x, y, x, y, from, to);
      }
    }

    /** Neighbouring groups get different elements; which of them begins is drawn. */
    private void turn() {
      int element = random.nextInt(symmetry.length);
      for (int from = 0; from < WALKERS; from += WalkerKernel.GROUP) {
        if (element > 0) {
          int to = from + WalkerKernel.GROUP;
          kernel.move(
              symmetry[element], current.x(), current.y(), current.x(), current.y(), from, to);
        }
        element = element + 1 == symmetry.length ? 0 : element + 1;
      }
    }

    private void replaceEscaped() {
      int walker = firstEscaped(0);
      while (walker < WALKERS) {
        beginAgain(walker);
        escapes++;
        walker = firstEscaped(walker + 1);
      }
    }

    private int firstEscaped(int from) {
      return from == WALKERS
          ? WALKERS
          : kernel.firstBeyond(EDGE, current.x(), current.y(), from, WALKERS);
    }

    private PointBlock draw() {
      kernel.move(finalMap.affine(), current.x(), current.y(), drawn.x(), drawn.y(), 0, WALKERS);
      vary(finalMap, drawn.x(), drawn.y(), 0, WALKERS);
      System.arraycopy(current.colour(), 0, drawn.colour(), 0, WALKERS);
      System.arraycopy(current.ends(), 0, drawn.ends(), 0, drawn.ends().length);
      return drawn;
    }

    private void beginAgain(int walker) {
      current.x()[walker] = 2 * random.nextFloat() - 1;
      current.y()[walker] = 2 * random.nextFloat() - 1;
    }

    private PointBlock emptyBlock() {
      return new PointBlock(
          new float[WALKERS], new float[WALKERS], new float[WALKERS], new int[transforms.size()]);
    }

    private static Affine[] elements(Symmetry symmetry) {
      Affine[] elements = new Affine[symmetry.elements()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = symmetry.element(i);
      }
      return elements;
    }
  }
}
