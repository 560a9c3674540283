package protomass.flame.genome;

import java.util.ArrayList;
import java.util.List;
import protomass.core.random.RandomStream;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * Draws flames in the words of the study (section 3.1): maps of a random rotation and a random
 * shift; at each step of the game one of them is drawn and, independently of it, one non-linear
 * variation, each with its own probability. There are no scales, blends, post maps, final maps or
 * symmetries.
 *
 * <p>A pair of map m and variation v is one transform, number v x (maps) + m; its weight is the
 * product of both weights, so both choices are independent. The study does not say how many maps
 * and variations a flame has, nor their probabilities: the numbers below are ours.
 */
public final class StudySampler {
  private static final int FEWEST_MAPS = 2;
  private static final int MOST_MAPS = 4;
  private static final int FEWEST_VARIATIONS = 2;
  private static final int MOST_VARIATIONS = 4;
  private static final double LARGEST_SHIFT = 1;
  private static final double SMALLEST_WEIGHT = 0.3;

  /**
   * The non-linear variations that version 1 of the algorithm (FlameRenderer.ALGORITHM) draws from,
   * in the order that its random numbers count by. A list of its own, as that of {@link
   * GenomeSampler}: it may not follow the enum.
   */
  private static final List<Variation> VARIATIONS =
      List.of(
          Variation.SINUSOIDAL,
          Variation.SPHERICAL,
          Variation.SWIRL,
          Variation.HORSESHOE,
          Variation.POLAR,
          Variation.HANDKERCHIEF,
          Variation.HEART,
          Variation.DISC,
          Variation.SPIRAL,
          Variation.HYPERBOLIC,
          Variation.DIAMOND,
          Variation.EX,
          Variation.BENT,
          Variation.WAVES,
          Variation.FISHEYE,
          Variation.POPCORN,
          Variation.EXPONENTIAL,
          Variation.POWER,
          Variation.COSINE,
          Variation.RINGS,
          Variation.FAN,
          Variation.EYEFISH,
          Variation.BUBBLE,
          Variation.CYLINDER,
          Variation.TANGENT,
          Variation.CROSS);

  /** A flame that depends on the stream alone. */
  public Genome sample(RandomStream random) {
    int maps = between(random, FEWEST_MAPS, MOST_MAPS);
    int variations = between(random, FEWEST_VARIATIONS, MOST_VARIATIONS);
    double[] mapWeights = weights(random, maps);
    double[] variationWeights = weights(random, variations);
    Affine[] affines = new Affine[maps];
    for (int m = 0; m < maps; m++) {
      affines[m] = affine(random);
    }
    int[] chosen = random.permutation(VARIATIONS.size());
    int[] colourOrder = random.permutation(maps * variations);
    List<Transform> transforms = new ArrayList<>();
    for (int v = 0; v < variations; v++) {
      Variation variation = VARIATIONS.get(chosen[v]);
      for (int m = 0; m < maps; m++) {
        float weight = (float) (variationWeights[v] * mapWeights[m]);
        float colour = colourOrder[transforms.size()] / (float) (colourOrder.length - 1);
        transforms.add(new Transform(weight, affines[m], variation, colour));
      }
    }
    return new Genome(transforms, Palette.random(random));
  }

  private static int between(RandomStream random, int fewest, int most) {
    return fewest + random.nextInt(most - fewest + 1);
  }

  private static double[] weights(RandomStream random, int count) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = random.nextDouble(SMALLEST_WEIGHT, 1);
    }
    return weights;
  }

  private static Affine affine(RandomStream random) {
    double angle = random.nextDouble(-Math.PI, Math.PI);
    float cosine = (float) StrictMath.cos(angle);
    float sine = (float) StrictMath.sin(angle);
    float x0 = (float) random.nextDouble(-LARGEST_SHIFT, LARGEST_SHIFT);
    float y0 = (float) random.nextDouble(-LARGEST_SHIFT, LARGEST_SHIFT);
    return new Affine(cosine, sine, -sine, cosine, x0, y0);
  }
}
