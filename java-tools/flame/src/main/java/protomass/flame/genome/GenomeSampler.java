package protomass.flame.genome;

import java.util.ArrayList;
import java.util.List;
import protomass.core.random.RandomStream;
import protomass.flame.kernel.scalar.FloatMath;

/**
 * Draws flames at random: two to six transforms, each an affine map with random rotations, scales
 * and shift, a variation, a weight and a colour coordinate.
 */
public final class GenomeSampler {
  private static final int FEWEST_TRANSFORMS = 2;
  private static final int MOST_TRANSFORMS = 6;

  private static final double SMALLEST_SCALE = 0.35;
  private static final double LARGEST_SCALE = 1.15;

  /** The mean scale, weighted and geometric, stays below this, so that orbits stay together. */
  private static final double LARGEST_MEAN_SCALE = 0.85;

  private static final double LARGEST_SHIFT = 1;
  private static final double SMALLEST_WEIGHT = 0.3;
  private static final Variation[] VARIATIONS = Variation.values();

  /** A flame that depends on the stream alone. */
  public Genome sample(RandomStream random) {
    int count = FEWEST_TRANSFORMS + random.nextInt(MOST_TRANSFORMS - FEWEST_TRANSFORMS + 1);
    float[] weights = weights(random, count);
    double[][] scales = scales(random, weights);
    int[] colourOrder = random.permutation(count);
    List<Transform> transforms = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      Affine affine = affine(random, scales[t][0], scales[t][1]);
      Variation variation = VARIATIONS[random.nextInt(VARIATIONS.length)];
      float colour = colourOrder[t] / (float) (count - 1);
      transforms.add(new Transform(weights[t], affine, variation, colour));
    }
    return new Genome(transforms, Palette.random(random));
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

  /** Turn, stretch along the axes, turn again, shift. */
  private static Affine affine(RandomStream random, double scaleX, double scaleY) {
    float first = angle(random);
    float second = angle(random);
    double cosineFirst = FloatMath.cos(first);
    double sineFirst = FloatMath.sin(first);
    double cosineSecond = FloatMath.cos(second);
    double sineSecond = FloatMath.sin(second);
    double xx = cosineSecond * scaleX * cosineFirst - sineSecond * scaleY * sineFirst;
    double xy = -cosineSecond * scaleX * sineFirst - sineSecond * scaleY * cosineFirst;
    double yx = sineSecond * scaleX * cosineFirst + cosineSecond * scaleY * sineFirst;
    double yy = -sineSecond * scaleX * sineFirst + cosineSecond * scaleY * cosineFirst;
    return new Affine((float) xx, (float) yx, (float) xy, (float) yy, shift(random), shift(random));
  }

  private static float angle(RandomStream random) {
    return (float) random.nextDouble(-Math.PI, Math.PI);
  }

  private static float shift(RandomStream random) {
    return (float) random.nextDouble(-LARGEST_SHIFT, LARGEST_SHIFT);
  }
}
