package protomass.core.artefact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the three channels of a fractal image mean. */
public enum ColourMode {
  /** The palette's colour at the mean colour coordinate, as bright as the log density. */
  STRUCTURAL,

  /** The log density in all three channels. */
  GREY,

  /** Three densities, one per class of transforms: transform t counts for the channel t mod 3. */
  INDEPENDENT;

  /** The name in files and on the command line: lower case. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of that name. */
  @JsonCreator
  public static ColourMode of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
