package protomass.flame.genome;

import java.util.ArrayList;
import java.util.List;
import protomass.core.random.RandomStream;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * Draws flames at random: three to six transforms, each an affine map with random rotations, scales
 * and shift, then a random variation or a blend of several. Some have a post map; some flames have
 * a final map or a symmetry.
 */
public final class GenomeSampler {
  /** One for each of three channels. */
  private static final int FEWEST_TRANSFORMS = 3;

  private static final int MOST_TRANSFORMS = 6;

  private static final double SMALLEST_SCALE = 0.35;
  private static final double LARGEST_SCALE = 1.15;

  /** The mean scale, weighted and geometric, stays below this, so that orbits stay together. */
  private static final double LARGEST_MEAN_SCALE = 0.85;

  private static final double LARGEST_SHIFT = 1;
  private static final double SMALLEST_WEIGHT = 0.3;

  private static final double BLEND_SHARE = 0.2;
  private static final double THIRD_TERM_SHARE = 0.25;
  private static final double POST_SHARE = 0.15;
  private static final double SMALLEST_POST_SCALE = 0.7;
  private static final double LARGEST_POST_SCALE = 1.2;
  private static final double LARGEST_POST_SHIFT = 0.3;
  private static final double FINAL_SHARE = 0.1;
  private static final double SYMMETRY_SHARE = 0.12;
  private static final double MIRROR_SHARE = 0.3;
  private static final int LARGEST_ORDER = 6;

  /**
   * What version 1 of the algorithm (FlameRenderer.ALGORITHM) draws from, in the order that its
   * random numbers count by. A variation that is added to the enum changes no image; one that is to
   * be drawn goes into a list of a new version, for it changes nearly all of them.
   */
  private static final List<Variation> VARIATIONS =
      List.of(
          Variation.LINEAR,
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
    int count = FEWEST_TRANSFORMS + random.nextInt(MOST_TRANSFORMS - FEWEST_TRANSFORMS + 1);
    float[] weights = weights(random, count);
    double[][] scales = scales(random, weights);
    int[] colourOrder = random.permutation(count);
    List<Transform> transforms = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      PlaneMap map = map(random, affine(random, scales[t][0], scales[t][1], LARGEST_SHIFT));
      float colour = colourOrder[t] / (float) (count - 1);
      transforms.add(new Transform(weights[t], map, colour, Transform.USUAL_COLOUR_SPEED));
    }
    PlaneMap finalMap = happens(random, FINAL_SHARE) ? finalMap(random) : null;
    Symmetry symmetry = happens(random, SYMMETRY_SHARE) ? symmetry(random) : Symmetry.NONE;
    return new Genome(transforms, finalMap, symmetry, Palette.random(random));
  }

  private static boolean happens(RandomStream random, double share) {
    return random.nextDouble() < share;
  }

  private static float[] weights(RandomStream random, int count) {
    float[] weights = new float[count];
    for (int t = 0; t < count; t++) {
      weights[t] = (float) random.nextDouble(SMALLEST_WEIGHT, 1);
    }
    return weights;
  }

  private static double[][] scales(RandomStream random, float[] weights) {
    double[][] scales = new double[weights.length][2];
    double sumOfLogs = 0;
    double sumOfWeights = 0;
    for (int t = 0; t < weights.length; t++) {
      scales[t][0] = random.nextDouble(SMALLEST_SCALE, LARGEST_SCALE);
      scales[t][1] = random.nextDouble(SMALLEST_SCALE, LARGEST_SCALE);
      sumOfLogs += weights[t] * 0.5 * StrictMath.log(scales[t][0] * scales[t][1]);
      sumOfWeights += weights[t];
    }
    double mean = StrictMath.exp(sumOfLogs / sumOfWeights);
    double shrink = Math.min(1, LARGEST_MEAN_SCALE / mean);
    for (double[] pair : scales) {
      pair[0] *= shrink;
      pair[1] *= shrink;
    }
    return scales;
  }

  private static PlaneMap map(RandomStream random, Affine affine) {
    List<VariationTerm> terms = happens(random, BLEND_SHARE) ? blend(random) : single(random);
    Affine post = happens(random, POST_SHARE) ? post(random) : Affine.IDENTITY;
    return new PlaneMap(affine, terms, post);
  }

  private static List<VariationTerm> single(RandomStream random) {
    return List.of(new VariationTerm(variation(random), 1));
  }

  /** Two or three variations whose weights sum to 1. */
  private static List<VariationTerm> blend(RandomStream random) {
    int count = happens(random, THIRD_TERM_SHARE) ? 3 : 2;
    float[] weights = weights(random, count);
    float sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    List<VariationTerm> terms = new ArrayList<>();
    for (float weight : weights) {
      terms.add(new VariationTerm(variation(random), weight / sum));
    }
    return terms;
  }

  private static Affine post(RandomStream random) {
    double scaleX = random.nextDouble(SMALLEST_POST_SCALE, LARGEST_POST_SCALE);
    double scaleY = random.nextDouble(SMALLEST_POST_SCALE, LARGEST_POST_SCALE);
    return affine(random, scaleX, scaleY, LARGEST_POST_SHIFT);
  }

  private static PlaneMap finalMap(RandomStream random) {
    Affine affine = post(random);
    return new PlaneMap(affine, single(random), Affine.IDENTITY);
  }

  private static Symmetry symmetry(RandomStream random) {
    int order = 2 + random.nextInt(LARGEST_ORDER - 1);
    return new Symmetry(order, happens(random, MIRROR_SHARE));
  }

  private static Variation variation(RandomStream random) {
    return VARIATIONS.get(random.nextInt(VARIATIONS.size()));
  }

  /** Turn, stretch along the axes, turn again, shift. */
  private static Affine affine(
      RandomStream random, double scaleX, double scaleY, double largestShift) {
    double first = angle(random);
    double second = angle(random);
    double cosineFirst = StrictMath.cos(first);
    double sineFirst = StrictMath.sin(first);
    double cosineSecond = StrictMath.cos(second);
    double sineSecond = StrictMath.sin(second);
    double xx = cosineSecond * scaleX * cosineFirst - sineSecond * scaleY * sineFirst;
    double xy = -cosineSecond * scaleX * sineFirst - sineSecond * scaleY * cosineFirst;
    double yx = sineSecond * scaleX * cosineFirst + cosineSecond * scaleY * sineFirst;
    double yy = -sineSecond * scaleX * sineFirst + cosineSecond * scaleY * cosineFirst;
    double x0 = random.nextDouble(-largestShift, largestShift);
    double y0 = random.nextDouble(-largestShift, largestShift);
    return new Affine((float) xx, (float) yx, (float) xy, (float) yy, (float) x0, (float) y0);
  }

  private static double angle(RandomStream random) {
    return random.nextDouble(-Math.PI, Math.PI);
  }
}
