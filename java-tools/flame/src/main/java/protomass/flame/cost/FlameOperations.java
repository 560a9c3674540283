package protomass.flame.cost;

import protomass.core.artefact.ColourMode;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.genome.PlaneMap;
import protomass.flame.genome.Transform;
import protomass.flame.genome.VariationTerm;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.OrbitProbe;
import protomass.flame.variation.Affine;

/**
 * Floating-point operations of flames: points times the operations of a step, counted as in {@link
 * VariationOperations}. A step is a jump by an affine map, the variations of the transform, its
 * post map, the symmetry, the colour and the final map, weighted by how often each transform is
 * chosen; a drawn point also finds its pixel. Left out are the tone map, PNG and checksums, which
 * are mostly integers, and random numbers. A rejected candidate counts as if its steps were those
 * of the accepted flame.
 */
public final class FlameOperations {
  /** Two fused multiply-adds an axis. */
  private static final double AFFINE = 8;

  /** A fused multiply-add an axis. */
  private static final double BLENDED_TERM = 4;

  /** A product an axis. */
  private static final double WEIGHT = 2;

  /** A difference and a fused multiply-add. */
  private static final double COLOUR = 3;

  /** A difference and a product an axis. */
  private static final double PIXEL = 4;

  /** A fused multiply-add that makes a colour a whole number. */
  private static final double LEVEL = 2;

  private final FlameSettings settings;

  public FlameOperations(FlameSettings settings) {
    this.settings = settings;
  }

  /** An image with all candidates that were drawn for it. */
  public double of(Flame flame) {
    return of(flame.genome(), flame.attempts(), flame.renders());
  }

  /**
   * An image of a genome.
   *
   * @param attempts candidates that were probed
   * @param renders candidates that were rendered in full
   */
  double of(Genome genome, int attempts, int renders) {
    int block = PopulationChaosGame.WALKERS;
    double probed = OrbitProbe.POINTS + (double) PopulationChaosGame.WARM_UP_STEPS * block;
    double drawn = Math.ceilDiv(settings.points(), block) * (double) block;
    return attempts * probed * step(genome)
        + renders * drawn * (step(genome) + PIXEL + (isColoured() ? LEVEL : 0));
  }

  /** A point's step, averaged over the transforms. */
  double step(Genome genome) {
    double maps = 0;
    for (Transform transform : genome.transforms()) {
      maps += transform.weight() * map(transform.map());
    }
    double elements = genome.symmetry().elements();
    return maps / genome.totalWeight()
        + (isColoured() ? COLOUR : 0)
        + AFFINE * (elements - 1) / elements
        + (genome.finalMap() == null ? 0 : map(genome.finalMap()));
  }

  private boolean isColoured() {
    return settings.colour() == ColourMode.STRUCTURAL;
  }

  private static double map(PlaneMap map) {
    boolean isBlend = map.variations().size() > 1;
    double operations = AFFINE;
    for (VariationTerm term : map.variations()) {
      operations += VariationOperations.of(term.variation());
      operations += isBlend ? BLENDED_TERM : term.weight() == 1 ? 0 : WEIGHT;
    }
    return map.post().equals(Affine.IDENTITY) ? operations : operations + AFFINE;
  }
}
