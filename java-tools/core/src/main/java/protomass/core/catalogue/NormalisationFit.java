package protomass.core.catalogue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import protomass.core.catalogue.Normalisation.ChannelRange;
import protomass.core.catalogue.Normalisation.MassRange;
import protomass.core.error.BadInputException;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.provenance.Provenance;

/**
 * Fits a {@link Normalisation} to training maps, one map at a time. Column density is taken as
 * log10; pixels that are not finite, or have no logarithm, are counted and left out.
 */
public final class NormalisationFit {
  private static final class Extremes {
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    private void add(double value) {
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  }

  private final Map<Channel, Extremes> extremes = new EnumMap<>(Channel.class);
  private long pixelsLeftOut;

  public NormalisationFit() {
    for (Channel channel : Channel.values()) {
      extremes.put(channel, new Extremes());
    }
  }

  /** Takes one training map into account. */
  public void add(GasMap map) {
    for (Channel channel : Channel.values()) {
      Extremes range = extremes.get(channel);
      boolean logarithmic = isLogarithmic(channel);
      for (float pixel : map.values(channel)) {
        double value = logarithmic ? Math.log10(pixel) : pixel;
        if (Double.isFinite(value)) {
          range.add(value);
        } else {
          pixelsLeftOut++;
        }
      }
    }
  }

  /** Pixels of all channels so far that could not be used. */
  public long pixelsLeftOut() {
    return pixelsLeftOut;
  }

  /** Whether the channel has one value throughout, so that it will be 0 everywhere. */
  public boolean isConstant(Channel channel) {
    Extremes range = extremes.get(channel);
    return range.minimum == range.maximum;
  }

  /**
   * The normalisation of all maps added.
   *
   * @param logMasses log10 of the mass in Msun of the same maps, at least one
   * @param anyFile a file to name when a channel is empty
   * @throws BadInputException when no training map has a usable pixel in some channel
   */
  public Normalisation finish(
      SplitBy splitBy, double[] logMasses, java.nio.file.Path anyFile, Provenance provenance) {
    return new Normalisation(
        splitBy,
        logMasses.length,
        Arrays.stream(Channel.values()).map(channel -> range(channel, anyFile)).toList(),
        massRange(logMasses),
        provenance);
  }

  private ChannelRange range(Channel channel, java.nio.file.Path anyFile) {
    Extremes range = extremes.get(channel);
    if (range.minimum > range.maximum) {
      throw new BadInputException(
          anyFile,
          "and the other training maps have no %s pixel of %s"
              .formatted(isLogarithmic(channel) ? "positive" : "finite", channel),
          "make the maps again with 'protomass project'");
    }
    return new ChannelRange(
        channel, channel.unit(), isLogarithmic(channel), range.minimum, range.maximum);
  }

  private static boolean isLogarithmic(Channel channel) {
    return channel == Channel.COLUMN_DENSITY;
  }

  private static MassRange massRange(double[] logMasses) {
    double mean = Arrays.stream(logMasses).average().orElseThrow();
    double squares = Arrays.stream(logMasses).map(mass -> (mass - mean) * (mass - mean)).sum();
    double deviation = logMasses.length > 1 ? Math.sqrt(squares / (logMasses.length - 1)) : 0;
    return new MassRange(
        Arrays.stream(logMasses).min().orElseThrow(),
        Arrays.stream(logMasses).max().orElseThrow(),
        mean,
        deviation);
  }
}
