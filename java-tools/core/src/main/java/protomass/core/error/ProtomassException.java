package protomass.core.error;

/**
 * A failure that a user can mend: its message is the one line that the user sees, its exit code
 * tells scripts and Nextflow what to do next. Anything else that escapes a command is a defect of
 * Protomass (exit code 70).
 */
public abstract sealed class ProtomassException extends RuntimeException
    permits BadInputException,
        CannotWriteException,
        NotEnoughMemoryException,
        StoppedInGoodOrderException,
        UsageException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  ProtomassException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The exit code of the process, one of {@link ExitCodes}. */
  public int exitCode() {
    return exitCode;
  }
}
