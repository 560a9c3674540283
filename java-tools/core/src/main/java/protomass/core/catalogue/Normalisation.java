package protomass.core.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import protomass.core.json.Json;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.provenance.Provenance;

/**
 * How maps and masses become numbers of order one: log10 where asked, then min-max. Everything is
 * fitted on training rows only. Stands as {@code normalisation.json} beside the catalogue.
 *
 * @param splitBy what the split that this was fitted on keeps together
 * @param trainingRows how many maps it was fitted on
 * @param channels one range per {@link Channel}, in that order
 * @param mass range of the stellar mass, log10 of Msun
 */
public record Normalisation(
    SplitBy splitBy,
    int trainingRows,
    List<ChannelRange> channels,
    MassRange mass,
    Provenance provenance) {
  /** The name of the file beside the catalogue. */
  public static final String FILE_NAME = "normalisation.json";

  /**
   * The range of a channel over the training rows' finite pixels.
   *
   * @param logarithmic whether log10 is taken first; minimum and maximum are then of the logarithm
   */
  public record ChannelRange(
      Channel channel, String unit, boolean logarithmic, double minimum, double maximum) {
    public ChannelRange {
      if (!Double.isFinite(minimum) || !Double.isFinite(maximum) || minimum > maximum) {
        throw new IllegalArgumentException(
            "the range of %s runs from %s to %s".formatted(channel, minimum, maximum));
      }
    }

    /**
     * The value in [0, 1] over the training range, beyond it outside. A pixel without gas (NaN, or
     * no logarithm) becomes 0, the least that training rows show.
     */
    public float apply(float value) {
      double transformed = logarithmic ? Math.log10(value) : value;
      if (!Double.isFinite(transformed)) {
        return 0;
      }
      return maximum > minimum ? (float) ((transformed - minimum) / (maximum - minimum)) : 0;
    }
  }

  /** Least, greatest, mean and sample standard deviation of log10(mass / Msun), training rows. */
  public record MassRange(
      double minimumLogMass, double maximumLogMass, double meanLogMass, double standardDeviation) {
    public MassRange {
      double sum = minimumLogMass + maximumLogMass + meanLogMass + standardDeviation;
      if (!Double.isFinite(sum) || standardDeviation < 0) {
        throw new IllegalArgumentException("a mass or its deviation is not finite or negative");
      }
    }
  }

  public Normalisation {
    if (splitBy == null || mass == null || provenance == null) {
      throw new IllegalArgumentException("split_by, mass or provenance is null");
    }
    channels = List.copyOf(channels);
    List<Channel> order = channels.stream().map(ChannelRange::channel).toList();
    if (!order.equals(List.of(Channel.values()))) {
      throw new IllegalArgumentException("the channels must be those of Channel, not " + order);
    }
  }

  /** Where the file of a catalogue stands. */
  public static Path fileBeside(Path catalogue) {
    return catalogue.toAbsolutePath().resolveSibling(FILE_NAME);
  }

  /** Reads the file that stands beside a catalogue. */
  public static Normalisation beside(Path catalogue) {
    return Json.read(fileBeside(catalogue), Normalisation.class);
  }

  /** Writes the file beside a catalogue, atomically, with the catalogue's checksum in it. */
  public void writeBeside(Catalogue catalogue) {
    String name = String.valueOf(catalogue.path().getFileName());
    Json.write(fileBeside(catalogue.path()), this, Map.of(name, catalogue.sha256()));
  }

  /** The map as (channel, y, x), row-major. */
  public float[] apply(GasMap map) {
    int pixels = map.size() * map.size();
    float[] normalised = new float[channels.size() * pixels];
    for (int c = 0; c < channels.size(); c++) {
      ChannelRange range = channels.get(c);
      float[] values = map.values(range.channel());
      for (int p = 0; p < pixels; p++) {
        normalised[c * pixels + p] = range.apply(values[p]);
      }
    }
    return normalised;
  }
}
