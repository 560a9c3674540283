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
  LINEAR,
  SINUSOIDAL,
  SPHERICAL,
  SWIRL,
  HORSESHOE,
  POLAR,
  HANDKERCHIEF,
  HEART,
  DISC,
  SPIRAL,
  HYPERBOLIC,
  DIAMOND,
  EX,
  BENT,
  WAVES,
  FISHEYE,
  POPCORN,
  EXPONENTIAL,
  POWER,
  COSINE,
  RINGS,
  FAN,
  EYEFISH,
  BUBBLE,
  CYLINDER,
  TANGENT,
  CROSS;

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
