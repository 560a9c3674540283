package protomass.report.figure;

/** One mark of a legend, which the page sets as text beside the figure. */
public record LegendEntry(String label, Ink ink, Mark mark) {
  /** How the entry is drawn. */
  public enum Mark {
    CIRCLE,
    DIAMOND,
    SQUARE,
    TRIANGLE,
    LINE,
    DASHED
  }

  /** The mark's name in the template. */
  public String shape() {
    return mark.name().toLowerCase(java.util.Locale.ROOT);
  }
}
