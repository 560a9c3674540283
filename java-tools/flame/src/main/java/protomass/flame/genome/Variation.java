package protomass.flame.genome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The non-linear maps of the fractal flame algorithm (Draves and Reckase 2008, "The Fractal Flame
 * Algorithm", appendix), each with weight 1. The paper's theta, the angle from the y axis, and its
 * phi, the angle from the x axis, keep their meaning.
 */
public enum Variation {
  LINEAR((x, y, from, to, affine) -> {}),
  SINUSOIDAL(WaveVariations::sinusoidal),
  SPHERICAL(RationalVariations::spherical),
  SWIRL(WaveVariations::swirl),
  HORSESHOE(RationalVariations::horseshoe),
  POLAR(PolarVariations::polar),
  HANDKERCHIEF(PolarVariations::handkerchief),
  HEART(PolarVariations::heart),
  DISC(PolarVariations::disc),
  SPIRAL(WaveVariations::spiral),
  HYPERBOLIC(RationalVariations::hyperbolic),
  DIAMOND(WaveVariations::diamond),
  EX(PolarVariations::ex),
  BENT(RationalVariations::bent),
  WAVES(WaveVariations::waves),
  FISHEYE(RationalVariations::fisheye),
  POPCORN(WaveVariations::popcorn),
  EXPONENTIAL(WaveVariations::exponential),
  POWER(PolarVariations::power),
  COSINE(WaveVariations::cosine),
  RINGS(RationalVariations::rings),
  FAN(PolarVariations::fan),
  EYEFISH(RationalVariations::eyefish),
  BUBBLE(RationalVariations::bubble),
  CYLINDER(WaveVariations::cylinder),
  TANGENT(WaveVariations::tangent),
  CROSS(RationalVariations::cross);

  /** Replaces a run of points by their images. */
  @FunctionalInterface
  interface Loop {
    void apply(float[] x, float[] y, int from, int to, Affine affine);
  }

  @SuppressWarnings("ImmutableEnumChecker") // every loop is a static method without state
  private final Loop loop;

  Variation(Loop loop) {
    this.loop = loop;
  }

  /**
   * Replaces the points from (inclusive) to (exclusive) by their images. A point may leave the
   * plane: its image is then not finite.
   *
   * @param affine the map that was applied before; waves, popcorn, rings and fan take their
   *     parameters from its coefficients
   */
  public void apply(float[] x, float[] y, int from, int to, Affine affine) {
    loop.apply(x, y, from, to, affine);
  }

  /** The name in files: lower case. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The variation of that name. */
  @JsonCreator
  public static Variation of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
