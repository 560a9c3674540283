package protomass.flame.render;

import java.util.function.IntFunction;
import protomass.core.artefact.Development;
import protomass.flame.genome.Palette;
import protomass.flame.math.FloatMath;

/**
 * Turns a histogram into a picture: the logarithm of the density becomes brightness, the mean
 * colour coordinate the palette's colour. With supersampling the cells of a pixel are averaged
 * after that, so that edges stay smooth.
 */
public final class ToneMap {
  private static final int WHITE = 255;

  private final int size;
  private final Development development;

  /**
   * @param size pixels per side
   */
  public ToneMap(int size, Development development) {
    this.size = size;
    this.development = development;
  }

  /** The picture of a histogram; the palette is used by structural colour only. */
  public Picture picture(Histogram histogram, Palette palette) {
    return switch (histogram) {
      case ColourHistogram colours -> structural(colours, smoothedColours(colours), palette);
      case ColourSplat colours -> structural(colours, colours.meanColours(), palette);
      case ClassHistogram classes -> densities(classes, classes.classes(), classes::densities);
      case ClassSplat classes -> densities(classes, classes.classes(), classes::densities);
    };
  }

  private int[] smoothedColours(ColourHistogram histogram) {
    int[] means = histogram.meanColours();
    return development.smoothing() == 0
        ? means
        : DensityEstimate.colours(histogram.densities(), means, development);
  }

  private Picture structural(Histogram histogram, int[] means, Palette palette) {
    int[] densities = smoothed(histogram.densities());
    BrightnessCurve curve = curve(densities, histogram.unitsPerPoint());
    float[] colours = colours(palette);
    float[] light = new float[3 * densities.length];
    for (int cell = 0; cell < densities.length; cell++) {
      float brightness = curve.at(densities[cell]);
      int colour = 3 * means[cell];
      light[3 * cell] = brightness * colours[colour];
      light[3 * cell + 1] = brightness * colours[colour + 1];
      light[3 * cell + 2] = brightness * colours[colour + 2];
    }
    return new Picture(size, size, levelsOf(light, 3));
  }

  private Picture densities(Histogram histogram, int classes, IntFunction<int[]> ofClass) {
    byte[] rgb = new byte[3 * size * size];
    for (int channel = 0; channel < classes; channel++) {
      byte[] levels = levels(smoothed(ofClass.apply(channel)), histogram.unitsPerPoint());
      for (int pixel = 0; pixel < levels.length; pixel++) {
        rgb[3 * pixel + channel] = levels[pixel];
      }
    }
    if (classes == 1) {
      for (int i = 0; i < rgb.length; i += 3) {
        rgb[i + 1] = rgb[i];
        rgb[i + 2] = rgb[i];
      }
    }
    return new Picture(size, size, rgb);
  }

  private byte[] levels(int[] densities, int unitsPerPoint) {
    BrightnessCurve curve = curve(densities, unitsPerPoint);
    float[] light = new float[densities.length];
    for (int cell = 0; cell < light.length; cell++) {
      light[cell] = curve.at(densities[cell]);
    }
    return levelsOf(light, 1);
  }

  /** The levels of pixels, each the mean over its cells. */
  private byte[] levelsOf(float[] light, int channels) {
    float[] mean = development.supersampling() == 1 ? light : means(light, channels);
    byte[] levels = new byte[mean.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (int) Math.fma(mean[i], WHITE, 0.5f);
    }
    return levels;
  }

  private float[] means(float[] light, int channels) {
    int step = development.supersampling();
    int side = step * size;
    float[] means = new float[channels * size * size];
    for (int row = 0, cell = 0; row < side; row++) {
      for (int column = 0; column < side; column++, cell++) {
        int pixel = row / step * size + column / step;
        for (int channel = 0; channel < channels; channel++) {
          means[channels * pixel + channel] += light[channels * cell + channel];
        }
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] = Math.min(means[i] / (step * step), 1);
    }
    return means;
  }

  private BrightnessCurve curve(int[] densities, int unitsPerPoint) {
    int units = development.smoothing() == 0 ? unitsPerPoint : DensityEstimate.UNITS_PER_POINT;
    return BrightnessCurve.of(densities, units, (float) development.gamma());
  }

  private int[] smoothed(int[] densities) {
    return development.smoothing() == 0 ? densities : DensityEstimate.of(densities, development);
  }

  /** Red, green and blue per colour coordinate from 0 to 255, with the vibrancy mixed in. */
  private float[] colours(Palette palette) {
    float[] colours = new float[3 * (ColourHistogram.LARGEST_COLOUR + 1)];
    for (int i = 0; i <= ColourHistogram.LARGEST_COLOUR; i++) {
      float coordinate = (float) i / ColourHistogram.LARGEST_COLOUR;
      colours[3 * i] = vibrant(palette.red(coordinate));
      colours[3 * i + 1] = vibrant(palette.green(coordinate));
      colours[3 * i + 2] = vibrant(palette.blue(coordinate));
    }
    return colours;
  }

  /** The gamma of light x channel is the product of both gammas, so it can be applied here. */
  private float vibrant(float channel) {
    float vibrancy = (float) development.vibrancy();
    if (vibrancy == 1 || channel == 0) {
      return channel;
    }
    float pale = FloatMath.pow(channel, 1 / (float) development.gamma());
    return Math.fma(vibrancy, channel, (1 - vibrancy) * pale);
  }
}
