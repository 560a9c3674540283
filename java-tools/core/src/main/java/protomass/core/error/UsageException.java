package protomass.core.error;

import java.nio.file.Path;

/** The command line or a recipe asks for something impossible (exit code 2). */
public final class UsageException extends ProtomassException {
  private static final long serialVersionUID = 1L;

  /**
   * @param fault the option or key and its offending value
   * @param mend what the user can do about it
   */
  public UsageException(String fault, String mend) {
    super(ExitCodes.USAGE, "%s; %s".formatted(fault, mend), null);
  }

  private UsageException(String message, UsageException cause) {
    super(ExitCodes.USAGE, message, cause);
  }

  /** The same of one file among several, which is named in front. */
  public UsageException of(Path file) {
    return getMessage().contains(file.toString())
        ? this
        : new UsageException("%s: %s".formatted(file, getMessage()), this);
  }
}
