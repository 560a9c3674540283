package protomass.core.score;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import protomass.core.random.RandomStream;

/**
 * The 95 per cent interval of a statistic by bootstrap over groups of test rows: whole groups are
 * drawn with replacement, because maps of one star do not err independently.
 */
public final class GroupBootstrap {
  /**
   * Fewer groups give no interval: n groups make (2n - 1)! / (n! (n - 1)!) different samples, which
   * is 3 for two and 35 for four, too few to find 2.5 per cent of them.
   */
  public static final int MINIMUM_GROUPS = 5;

  private static final int RESAMPLES = 1000;

  private GroupBootstrap() {}

  /**
   * The interval, without ends where it cannot be had.
   *
   * @param groups number of groups
   * @param purpose keeps random streams apart
   * @param statistic of the groups drawn, given as numbers from 0 to {@code groups} - 1; samples
   *     for which it is not finite are left out
   */
  public static Scores.Interval interval(
      int groups, long seed, String purpose, ToDoubleFunction<int[]> statistic) {
    if (groups < MINIMUM_GROUPS) {
      return new Scores.Interval(null, null);
    }
    double[] samples = new double[RESAMPLES];
    for (int sample = 0; sample < RESAMPLES; sample++) {
      RandomStream random = RandomStream.of(seed, purpose, sample);
      int[] drawn = new int[groups];
      Arrays.setAll(drawn, i -> random.nextInt(groups));
      samples[sample] = statistic.applyAsDouble(drawn);
    }
    double[] finite = Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
    return finite.length == 0
        ? new Scores.Interval(null, null)
        : new Scores.Interval(quantile(finite, 0.025), quantile(finite, 0.975));
  }

  private static double quantile(double[] sorted, double probability) {
    return sorted[(int) Math.round(probability * (sorted.length - 1))];
  }
}
