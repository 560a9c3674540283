package protomass.snapshot.preview;

/** Colours for values from 0 to 1. */
enum ColourMap {
  /**
   * From black over blue, red and yellow to white, with brightness rising evenly: a "cubehelix" of
   * Green (2011, Bull. Astr. Soc. India 39, 289), start 0.6, -1.1 rotations, hue 1.2.
   */
  SEQUENTIAL {
    @Override
    int colour(double share) {
      double angle = 2 * Math.PI * (0.6 / 3 + 1 - 1.1 * share);
      double amplitude = 1.2 * share * (1 - share) / 2;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      return rgb(
          share + amplitude * (-0.14861 * cos + 1.78277 * sin),
          share + amplitude * (-0.29227 * cos - 0.90649 * sin),
          share + amplitude * (1.97294 * cos));
    }
  },

  /** From blue over white to red. */
  DIVERGING {
    @Override
    int colour(double share) {
      double away = Math.abs(2 * share - 1);
      double pale = 1 - Math.pow(away, 1.3);
      double dark = 1 - 0.35 * away * away * away;
      return share < 0.5
          ? rgb(0.1 + 0.85 * pale, 0.25 + 0.7 * pale, 0.95 * dark)
          : rgb(0.95 * dark, 0.15 + 0.8 * pale, 0.1 + 0.85 * pale);
    }
  };

  /** Where there is no gas. */
  static final int NO_VALUE = rgb(0.55, 0.55, 0.55);

  /**
   * The colour as 0xRRGGBB.
   *
   * @param share from 0 to 1
   */
  abstract int colour(double share);

  static int rgb(double red, double green, double blue) {
    return byteOf(red) << 16 | byteOf(green) << 8 | byteOf(blue);
  }

  private static int byteOf(double share) {
    return (int) Math.round(255 * Math.clamp(share, 0.0, 1.0));
  }
}
