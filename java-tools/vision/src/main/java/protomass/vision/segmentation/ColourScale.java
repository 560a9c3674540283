package protomass.vision.segmentation;

import java.util.Arrays;
import java.util.stream.IntStream;
import protomass.core.artefact.Segmentation;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;

/**
 * The range of values that a panel's colours span. It leaves out the outermost half per cent of the
 * pixels at either end, which would otherwise take the colours for themselves.
 *
 * @param minimum the value with the first colour, in the channel's unit
 * @param maximum the value with the last colour
 * @param unit the channel's unit
 * @param logarithmic whether equal ratios, not equal differences, look equal
 */
record ColourScale(double minimum, double maximum, String unit, boolean logarithmic) {
  private static final double LEFT_OUT = 0.005;

  /** The scale for a channel of a map. */
  static ColourScale of(GasMap map, Channel channel) {
    boolean logarithmic = channel == Channel.COLUMN_DENSITY;
    double[] sorted =
        IntStream.range(0, map.size() * map.size())
            .mapToDouble(p -> map.values(channel)[p])
            .filter(value -> Double.isFinite(value) && (!logarithmic || value > 0))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return new ColourScale(0, 0, channel.unit(), false);
    }
    double low = Quantiles.of(sorted, LEFT_OUT);
    double high = Quantiles.of(sorted, 1 - LEFT_OUT);
    if (channel == Channel.VELOCITY) {
      // The colours part at the motion of the gas as a whole, else they would show only that.
      double systemic = systemicVelocity(map, Arrays.stream(sorted).average().orElseThrow());
      double reach = Math.max(high - systemic, systemic - low);
      return new ColourScale(systemic - reach, systemic + reach, channel.unit(), false);
    }
    return new ColourScale(low, high, channel.unit(), logarithmic);
  }

  /** The scale as the segmentation's record states it. */
  Segmentation.Range range() {
    return new Segmentation.Range(minimum, maximum, unit, logarithmic);
  }

  /** The place of a value between the ends, from 0 to 1 within; NaN where there is no value. */
  double share(float value) {
    double span = transformed(maximum) - transformed(minimum);
    double place = transformed(value) - transformed(minimum);
    if (!Double.isFinite(place)) {
      return Double.NaN;
    }
    return span > 0 ? place / span : 0.5;
  }

  private double transformed(double value) {
    return logarithmic ? StrictMath.log10(value) : value;
  }

  private static double systemicVelocity(GasMap map, double otherwise) {
    double momentum = 0;
    double mass = 0;
    for (int p = 0; p < map.size() * map.size(); p++) {
      double column = map.columnDensity()[p];
      double velocity = map.velocity()[p];
      if (column > 0 && Double.isFinite(column) && Double.isFinite(velocity)) {
        momentum += column * velocity;
        mass += column;
      }
    }
    return mass > 0 ? momentum / mass : otherwise;
  }
}
