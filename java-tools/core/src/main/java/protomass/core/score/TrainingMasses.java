package protomass.core.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * The masses of a catalogue's training rows: the range that an error is compared with, and how many
 * maps of each mass there were to learn from.
 *
 * @param minimumLogMass log10 of the least mass in Msun; NaN without training rows
 * @param maximumLogMass log10 of the greatest
 * @param bins by ascending mass, those without a row left out
 */
public record TrainingMasses(double minimumLogMass, double maximumLogMass, List<Bin> bins) {
  /** How many training rows have a log10 mass in [lower, upper). */
  public record Bin(double lowerLogMass, double upperLogMass, int rows) {
    public Bin {
      MassBinning.require(lowerLogMass, upperLogMass);
      if (rows < 1) {
        throw new IllegalArgumentException("a bin of masses has " + rows + " rows");
      }
    }
  }

  public TrainingMasses {
    if (!bins.isEmpty() && minimumLogMass != maximumLogMass) {
      MassBinning.require(minimumLogMass, maximumLogMass);
    }
    bins = List.copyOf(bins);
  }

  /**
   * Counts masses by decade-third, as {@link Scores} does.
   *
   * @param logMasses log10 of the masses in Msun
   */
  public static TrainingMasses of(double[] logMasses) {
    DoubleSummaryStatistics range = Arrays.stream(logMasses).summaryStatistics();
    List<Bin> bins = new ArrayList<>();
    MassBinning.positions(logMasses)
        .forEach(
            (bin, rows) ->
                bins.add(new Bin(MassBinning.lower(bin), MassBinning.lower(bin + 1), rows.size())));
    return logMasses.length == 0
        ? new TrainingMasses(Double.NaN, Double.NaN, bins)
        : new TrainingMasses(range.getMin(), range.getMax(), bins);
  }

  /** From the least mass to the greatest [dex]; NaN without training rows. */
  public double rangeDex() {
    return maximumLogMass - minimumLogMass;
  }
}
