package protomass.core.colour;

/**
 * A colour of the Oklab space (B. Ottosson 2020, https://bottosson.github.io/posts/oklab/). Where
 * lightness rises, or rises and falls, by equal steps, equal differences of a number look equally
 * different and a map reads in print without colour.
 *
 * @param lightness Oklab's L
 * @param chroma distance from grey
 * @param hue angle [degree]
 */
record Oklab(double lightness, double chroma, double hue) {
  private static final double GAMUT_TOLERANCE = 1e-9;

  private double a() {
    return chroma * StrictMath.cos(StrictMath.toRadians(hue));
  }

  private double b() {
    return chroma * StrictMath.sin(StrictMath.toRadians(hue));
  }

  /** The colour at a share of the way to another, as 0xRRGGBB. */
  int towards(Oklab to, double share) {
    double mixed = lightness + share * (to.lightness - lightness);
    double a = a() + share * (to.a() - a());
    double b = b() + share * (to.b() - b());
    double[] linear = linear(mixed, a, b);
    // Where a screen cannot show the colour, a paler one of the same lightness stands in.
    for (double pale = 1; !shown(linear) && pale > 0; pale -= 0.01) {
      linear = linear(mixed, a * pale, b * pale);
    }
    return ColourMap.rgb(encoded(linear[0]), encoded(linear[1]), encoded(linear[2]));
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
