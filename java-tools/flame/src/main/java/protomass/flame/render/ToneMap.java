package protomass.flame.render;

import java.util.Arrays;
import protomass.flame.genome.Palette;
import protomass.flame.kernel.scalar.FloatMath;

/**
 * Turns a histogram into a picture. Brightness is the logarithm of 1 + density, divided by its
 * value at a bright quantile, with a gamma curve on top. The other two channels of {@link
 * ColourMode#INDEPENDENT} fade to 0 in pixels that hold less than one point, where a mean means
 * nothing.
 */
public final class ToneMap {
  private static final float GAMMA = 1.6f;

  /** Pixels brighter than this quantile are white: a few hot pixels must not dim the rest. */
  private static final double WHITE_QUANTILE = 0.995;

  private final ColourMode mode;

  public ToneMap(ColourMode mode) {
    this.mode = mode;
  }

  /** The picture of a histogram; the palette is used by structural colour only. */
  public Picture picture(Histogram histogram, Palette palette) {
    int size = histogram.size();
    float[] brightness = brightness(histogram);
    byte[] rgb = new byte[3 * size * size];
    for (int pixel = 0; pixel < brightness.length; pixel++) {
      int row = pixel / size;
      int column = pixel % size;
      float colour = histogram.meanColour(row, column);
      float light = brightness[pixel];
      switch (mode) {
        case STRUCTURAL ->
            put(
                rgb,
                pixel,
                light * palette.red(colour),
                light * palette.green(colour),
                light * palette.blue(colour));
        case GREY -> put(rgb, pixel, light, light, light);
        case INDEPENDENT -> {
          float presence = Math.min(histogram.density(row, column), 1);
          float share = histogram.firstTransformShare(row, column);
          put(rgb, pixel, light, presence * colour, presence * share);
        }
      }
    }
    return new Picture(size, size, rgb);
  }

  /** Brightness in [0, 1] per pixel, row by row. */
  private static float[] brightness(Histogram histogram) {
    int size = histogram.size();
    float[] light = new float[size * size];
    for (int pixel = 0; pixel < light.length; pixel++) {
      light[pixel] = FloatMath.log(1 + histogram.density(pixel / size, pixel % size));
    }
    float[] sorted = light.clone();
    Arrays.sort(sorted);
    float white = Math.max(sorted[(int) (WHITE_QUANTILE * (sorted.length - 1))], 1e-3f);
    for (int pixel = 0; pixel < light.length; pixel++) {
      float share = Math.min(light[pixel] / white, 1);
      light[pixel] = share > 0 ? FloatMath.pow(share, 1 / GAMMA) : 0;
    }
    return light;
  }

  private static void put(byte[] rgb, int pixel, float red, float green, float blue) {
    rgb[3 * pixel] = level(red);
    rgb[3 * pixel + 1] = level(green);
    rgb[3 * pixel + 2] = level(blue);
  }

  private static byte level(float value) {
    return (byte) (int) (Math.clamp(value, 0f, 1f) * 255 + 0.5f);
  }
}
