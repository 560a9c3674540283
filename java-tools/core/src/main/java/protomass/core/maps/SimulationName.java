package protomass.core.maps;

import java.util.regex.Pattern;

/** How a simulation may be called in the names of maps, files and tasks. */
public final class SimulationName {
  /** What it consists of, for messages. */
  public static final String RULE = "letters, digits and _ . +";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.+]+");

  private SimulationName() {}

  /** Whether a text may be a simulation's name; an empty one may not. */
  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }
}
