package protomass.core.artefact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** From which family fractal flames are drawn, and how their points meet the pixels. */
public enum FlameKind {
  /**
   * With scales, blends of variations, post maps, final maps and symmetries; a point counts for the
   * pixel that it falls into.
   */
  RICH,

  /**
   * In the words of the study: rotations and shifts, one non-linear variation drawn at each step; a
   * point is spread over four pixels (bilinear interpolation).
   */
  STUDY;

  /** For JSON that states the kind only where it is not the one that all flames were once. */
  public static final class UnlessRich {
    @Override
    public boolean equals(Object other) {
      return other == RICH;
    }

    @Override
    public int hashCode() {
      return RICH.hashCode();
    }
  }

  /** The name in files and on the command line: lower case. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name. */
  @JsonCreator
  public static FlameKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
