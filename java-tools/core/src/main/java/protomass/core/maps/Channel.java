package protomass.core.maps;

/** The channels of a map in the order in which every model sees them. */
public enum Channel {
  COLUMN_DENSITY("g cm-2", "column density"),
  VELOCITY("km s-1", "mean line-of-sight velocity"),
  DISPERSION("km s-1", "line-of-sight velocity dispersion");

  private final String unit;
  private final String title;

  Channel(String unit, String title) {
    this.unit = unit;
    this.title = title;
  }

  /** The unit as FITS writes it. */
  public String unit() {
    return unit;
  }

  /** The name for people. */
  public String title() {
    return title;
  }
}
