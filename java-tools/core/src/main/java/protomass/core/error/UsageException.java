package protomass.core.error;

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
}
