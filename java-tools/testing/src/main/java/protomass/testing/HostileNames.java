package protomass.testing;

import java.util.List;

/** Names of files and values that do harm where a shell reads them. */
public final class HostileNames {
  /** What a shell would make in its folder if it ran one of the names. */
  public static final String TRACE = "pwned";

  private HostileNames() {}

  /** Twenty names; each that a shell reads as a command makes {@link #TRACE}. */
  public static List<String> all() {
    return List.of(
        "x'$(touch pwned)'y",
        "$(touch pwned)",
        "`touch pwned`",
        "x;touch pwned;y",
        "x&touch pwned&y",
        "x|touch pwned|y",
        "x'; touch pwned; '",
        "x\"; touch pwned; \"",
        "x\" $(touch pwned) \"",
        "x\ntouch pwned\n",
        "x\n'\ntouch pwned\n'",
        "x\r\ntouch pwned\r\n",
        "x\\'$(touch pwned)\\'",
        "\\$(touch pwned)",
        "x$(touch${IFS}pwned)",
        "x'\"$(touch pwned)\"'",
        "<(touch pwned)",
        "x>pwned",
        "x && touch pwned #",
        "--help\t$(touch pwned)");
  }
}
