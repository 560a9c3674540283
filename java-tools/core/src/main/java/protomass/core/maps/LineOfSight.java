package protomass.core.maps;

import java.util.Locale;

/**
 * The axis along which a map is projected. Image axes follow the simulation notes: along x a map
 * shows (y, z), along y (x, z), along z (x, y), the first of the two being the horizontal one.
 */
public enum LineOfSight {
  X,
  Y,
  Z;

  /** The lower-case letter that file formats and command lines use. */
  public String letter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when the text is none of x, y, z
   */
  public static LineOfSight of(String letter) {
    return valueOf(letter.strip().toUpperCase(Locale.ROOT));
  }
}
