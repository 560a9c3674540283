package protomass.snapshot.preview;

import java.util.Locale;
import protomass.core.colour.ColourMap;
import protomass.core.maps.Channel;

/**
 * One picture of a preview.
 *
 * @param title above it
 * @param values rows from the bottom; NaN where there is no gas
 * @param minimum value of the lowest colour
 * @param maximum value of the highest colour, above the minimum
 * @param colours of the values
 * @param barTitle quantity and unit beside the colour bar
 */
record Panel(
    String title,
    double[] values,
    int size,
    double minimum,
    double maximum,
    ColourMap colours,
    String barTitle) {
  private static final int NO_GAS = 0x8C8C8C;

  /** The picture of a channel; column density as its logarithm, velocities around their middle. */
  static Panel of(String title, Channel channel, float[] map, int size) {
    return switch (channel) {
      case COLUMN_DENSITY -> logarithmic(title, "log10 column density [g cm-2]", map, size);
      case VELOCITY -> {
        double[] values = copied(map);
        double low = least(values);
        double high = greatest(values);
        yield scaled(
            title, values, size, low, high, ColourMap.BLUE_WHITE_RED, "mean velocity [km s-1]");
      }
      case DISPERSION -> {
        double[] values = copied(map);
        double high = greatest(values);
        yield scaled(
            title, values, size, 0, high, ColourMap.CUBEHELIX, "velocity dispersion [km s-1]");
      }
    };
  }

  /** The picture of the strength of the magnetic field. */
  static Panel ofField(String title, float[] gauss, int size) {
    return logarithmic(title, "log10 field strength [G]", gauss, size);
  }

  /** The colour of a value as 0xRRGGBB. */
  int colour(double value) {
    return Double.isNaN(value) ? NO_GAS : colours.colour((value - minimum) / (maximum - minimum));
  }

  /** A value at the colour bar. */
  String tick(double share) {
    return String.format(Locale.ROOT, "%.3g", minimum + share * (maximum - minimum));
  }

  private static Panel logarithmic(String title, String barTitle, float[] map, int size) {
    double[] values = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      values[i] = map[i] > 0 ? Math.log10(map[i]) : Double.NaN;
    }
    return scaled(
        title, values, size, least(values), greatest(values), ColourMap.CUBEHELIX, barTitle);
  }

  private static Panel scaled(
      String title,
      double[] values,
      int size,
      double low,
      double high,
      ColourMap colours,
      String barTitle) {
    boolean some = low < high && Double.isFinite(low) && Double.isFinite(high);
    double from = Double.isFinite(low) ? low : 0;
    return new Panel(title, values, size, from, some ? high : from + 1, colours, barTitle);
  }

  private static double[] copied(float[] map) {
    double[] values = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      values[i] = map[i];
    }
    return values;
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = value < least ? value : least;
    }
    return least;
  }

  private static double greatest(double[] values) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      greatest = value > greatest ? value : greatest;
    }
    return greatest;
  }
}
