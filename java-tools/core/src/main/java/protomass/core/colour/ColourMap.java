package protomass.core.colour;

/** Colours for numbers in [0, 1]; the only place where maps of colours stand. */
public final class ColourMap {
  /**
   * From black over blue, red and yellow to white, with brightness rising evenly: a "cubehelix" of
   * Green (2011, Bull. Astr. Soc. India 39, 289), start 0.6, -1.1 rotations, hue 1.2.
   */
  public static final ColourMap CUBEHELIX = new ColourMap(ColourMap::cubehelix);

  /** From blue over white to red. */
  public static final ColourMap BLUE_WHITE_RED = new ColourMap(ColourMap::blueWhiteRed);

  /** From dark violet through teal to pale yellow, in equal steps of lightness. */
  public static final ColourMap COLUMN_DENSITY =
      ofOklab(
          new Oklab(0.20, 0.09, 300),
          new Oklab(0.35, 0.11, 265),
          new Oklab(0.50, 0.10, 225),
          new Oklab(0.65, 0.11, 175),
          new Oklab(0.80, 0.15, 130),
          new Oklab(0.95, 0.13, 105));

  /** From blue (approaching) through near white to red (receding). */
  public static final ColourMap VELOCITY =
      ofOklab(
          new Oklab(0.35, 0.14, 262),
          new Oklab(0.65, 0.12, 255),
          new Oklab(0.95, 0.005, 90),
          new Oklab(0.65, 0.15, 30),
          new Oklab(0.35, 0.14, 25));

  /** From nearly black through dark red and orange to cream. */
  public static final ColourMap DISPERSION =
      ofOklab(
          new Oklab(0.18, 0.04, 320),
          new Oklab(0.37, 0.14, 355),
          new Oklab(0.56, 0.18, 28),
          new Oklab(0.75, 0.16, 60),
          new Oklab(0.94, 0.08, 95));

  /**
   * Cividis (Nuñez, Anderton and Renslow 2018) between its ends, sampled at eight points: it reads
   * the same to colour-blind eyes, and without its darkest and lightest part it stands out on black
   * and on white.
   */
  public static final ColourMap CIVIDIS =
      ofRgb(0x1E4072, 0x3C506C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55);

  private static final int ENTRIES = 256;

  /** From a number in [0, 1] to 0xRRGGBB. */
  @FunctionalInterface
  private interface Rule {
    int colour(double share);
  }

  private final Rule rule;

  private ColourMap(Rule rule) {
    this.rule = rule;
  }

  /**
   * The colour of a share of the range.
   *
   * @return 0xRRGGBB; shares outside [0, 1] have the colours of the ends
   */
  public int colour(double share) {
    return rule.colour(Math.clamp(share, 0.0, 1.0));
  }

  /** Between evenly spaced stops of the Oklab space, in 256 steps. */
  private static ColourMap ofOklab(Oklab... stops) {
    int[] table = new int[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      double place = i * (stops.length - 1) / (double) (ENTRIES - 1);
      int first = Math.min((int) place, stops.length - 2);
      table[i] = stops[first].towards(stops[first + 1], place - first);
    }
    return new ColourMap(share -> table[(int) Math.round(share * (ENTRIES - 1))]);
  }

  /** Between evenly spaced stops of sRGB. */
  private static ColourMap ofRgb(int... stops) {
    return new ColourMap(
        share -> {
          double place = share * (stops.length - 1);
          int below = Math.min((int) place, stops.length - 2);
          return mixed(stops[below], stops[below + 1], place - below);
        });
  }

  private static int mixed(int from, int to, double share) {
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = (from >> shift) & 0xff;
      int high = (to >> shift) & 0xff;
      colour |= (int) Math.round(low + share * (high - low)) << shift;
    }
    return colour;
  }

  private static int cubehelix(double share) {
    double angle = 2 * Math.PI * (0.6 / 3 + 1 - 1.1 * share);
    double amplitude = 1.2 * share * (1 - share) / 2;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return rgb(
        share + amplitude * (-0.14861 * cos + 1.78277 * sin),
        share + amplitude * (-0.29227 * cos - 0.90649 * sin),
        share + amplitude * (1.97294 * cos));
  }

  private static int blueWhiteRed(double share) {
    double away = Math.abs(2 * share - 1);
    double pale = 1 - Math.pow(away, 1.3);
    double dark = 1 - 0.35 * away * away * away;
    return share < 0.5
        ? rgb(0.1 + 0.85 * pale, 0.25 + 0.7 * pale, 0.95 * dark)
        : rgb(0.95 * dark, 0.15 + 0.8 * pale, 0.1 + 0.85 * pale);
  }

  /** A colour of sRGB as 0xRRGGBB; parts outside [0, 1] are brought there. */
  static int rgb(double red, double green, double blue) {
    return byteOf(red) << 16 | byteOf(green) << 8 | byteOf(blue);
  }

  private static int byteOf(double share) {
    return (int) Math.round(255 * Math.clamp(share, 0.0, 1.0));
  }
}
