package protomass.core.catalogue;

import java.util.Locale;

/** What is kept together when maps are split into training and test rows. */
public enum SplitBy {
  /** All maps of all stars whose regions overlap: no gas is seen on both sides. */
  STAR,
  /**
   * Nothing: maps are drawn at random, as we assume that the study did; other views of a test star
   * train.
   */
  MAP,
  /** All maps of a simulation: test rows come from clouds never trained on. */
  CLOUD;

  /** The word on command lines and in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
