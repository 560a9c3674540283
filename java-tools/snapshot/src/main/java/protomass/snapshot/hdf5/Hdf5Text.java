package protomass.snapshot.hdf5;

/** Text from a file that may be broken, made fit for one line. */
public final class Hdf5Text {
  private static final int LONGEST = 120;

  private Hdf5Text() {}

  /** The text without control characters, cut after 120 characters. */
  public static String shortened(String text) {
    return shortened(text, LONGEST);
  }

  static String shortened(String text, int longest) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= longest ? clean : clean.substring(0, longest) + "...";
  }
}
