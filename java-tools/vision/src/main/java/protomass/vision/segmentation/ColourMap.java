package protomass.vision.segmentation;

import java.util.List;

/**
 * Colours for numbers in [0, 1]. Stops are evenly spaced points of the Oklab space (B. Ottosson
 * 2020, https://bottosson.github.io/posts/oklab/) with lightness rising, or rising and falling, by
 * equal steps, so that equal differences of the number look equally different and the map reads in
 * print without colour.
 */
final class ColourMap {
  /** From dark violet through teal to pale yellow. */
  static final ColourMap COLUMN_DENSITY =
      new ColourMap(
          List.of(
              new Stop(0.20, 0.09, 300),
              new Stop(0.35, 0.11, 265),
              new Stop(0.50, 0.10, 225),
              new Stop(0.65, 0.11, 175),
              new Stop(0.80, 0.15, 130),
              new Stop(0.95, 0.13, 105)));

  /** From blue (approaching) through near white to red (receding). */
  static final ColourMap VELOCITY =
      new ColourMap(
          List.of(
              new Stop(0.35, 0.14, 262),
              new Stop(0.65, 0.12, 255),
              new Stop(0.95, 0.005, 90),
              new Stop(0.65, 0.15, 30),
              new Stop(0.35, 0.14, 25)));

  /** From nearly black through dark red and orange to cream. */
  static final ColourMap DISPERSION =
      new ColourMap(
          List.of(
              new Stop(0.18, 0.04, 320),
              new Stop(0.37, 0.14, 355),
              new Stop(0.56, 0.18, 28),
              new Stop(0.75, 0.16, 60),
              new Stop(0.94, 0.08, 95)));

  private static final int ENTRIES = 256;
  private static final double GAMUT_TOLERANCE = 1e-9;

  private final int[] table = new int[ENTRIES];

  /**
   * A colour.
   *
   * @param lightness Oklab's L
   * @param chroma distance from grey
   * @param hue angle [degree]
   */
  private record Stop(double lightness, double chroma, double hue) {
    double a() {
      return chroma * StrictMath.cos(StrictMath.toRadians(hue));
    }

    double b() {
      return chroma * StrictMath.sin(StrictMath.toRadians(hue));
    }
  }

  private ColourMap(List<Stop> stops) {
    for (int i = 0; i < ENTRIES; i++) {
      double place = i * (stops.size() - 1) / (double) (ENTRIES - 1);
      int first = Math.min((int) place, stops.size() - 2);
      table[i] = between(stops.get(first), stops.get(first + 1), place - first);
    }
  }

  /**
   * The colour of a share of the range.
   *
   * @return 0xRRGGBB; shares outside [0, 1] have the colours of the ends
   */
  int colour(double share) {
    return table[(int) Math.round(Math.clamp(share, 0, 1) * (ENTRIES - 1))];
  }

  private static int between(Stop from, Stop to, double share) {
    double lightness = from.lightness() + share * (to.lightness() - from.lightness());
    double a = from.a() + share * (to.a() - from.a());
    double b = from.b() + share * (to.b() - from.b());
    double[] linear = linear(lightness, a, b);
    // Where a screen cannot show the colour, a paler one of the same lightness stands in.
    for (double pale = 1; !shown(linear) && pale > 0; pale -= 0.01) {
      linear = linear(lightness, a * pale, b * pale);
    }
    int packed = 0;
    for (double channel : linear) {
      packed = packed << 8 | (int) Math.round(255 * encoded(Math.clamp(channel, 0, 1)));
    }
    return packed;
  }

  private static boolean shown(double[] linear) {
    for (double channel : linear) {
      if (channel < -GAMUT_TOLERANCE || channel > 1 + GAMUT_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  /** Oklab to linear sRGB. */
  private static double[] linear(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /** The transfer function of sRGB (IEC 61966-2-1). */
  private static double encoded(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055;
  }
}
