package protomass.core.artefact;

import protomass.core.error.Bounds;

/**
 * How the histogram of a fractal flame becomes a picture.
 *
 * @param gamma brightness is the log density to the power of 1 / gamma; {@value #LEAST_GAMMA} to
 *     {@value #MOST_GAMMA}
 * @param vibrancy 1 applies the gamma to the brightness alone and keeps the palette's colours, 0
 *     applies it to each channel, which makes colours paler; 0 to 1
 * @param supersampling cells per pixel and axis, 1 to {@value #MOST_SUPERSAMPLING}
 * @param smoothing the largest radius, in cells, over which a cell with few points is spread
 *     (density estimation); 0 for none, at most {@value #MOST_SMOOTHING}
 */
public record Development(double gamma, double vibrancy, int supersampling, int smoothing) {
  static final double LEAST_GAMMA = 0.5;
  static final double MOST_GAMMA = 8;
  static final int MOST_SUPERSAMPLING = 3;
  static final int MOST_SMOOTHING = 9;

  public static final Development USUAL = new Development(1.6, 1, 1, 0);

  public Development {
    Bounds.within("--gamma", gamma, LEAST_GAMMA, MOST_GAMMA);
    Bounds.share("--vibrancy", vibrancy);
    Bounds.within("--supersampling", supersampling, 1L, MOST_SUPERSAMPLING);
    Bounds.within("--smoothing", smoothing, 0L, MOST_SMOOTHING);
  }
}
