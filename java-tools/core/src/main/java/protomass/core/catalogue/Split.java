package protomass.core.catalogue;

import java.util.Locale;

/** The side of the split that a map is on. */
public enum Split {
  TRAIN,
  TEST;

  /** The word in the catalogue. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
