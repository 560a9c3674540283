package protomass.core.error;

import java.nio.file.Path;

/** Input data cannot be used (exit code 65). */
public non-sealed class BadInputException extends ProtomassException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final String fault;
  private final String mend;

  /**
   * @param file the file that fails
   * @param fault what is wrong with it, with the offending value
   * @param mend what the user can do about it
   */
  public BadInputException(Path file, String fault, String mend) {
    this(file, fault, mend, null);
  }

  /** As {@link #BadInputException(Path, String, String)}, keeping the cause for a stack trace. */
  public BadInputException(Path file, String fault, String mend, Throwable cause) {
    super(ExitCodes.BAD_INPUT, "%s: %s; %s".formatted(file, fault, mend), cause);
    this.file = file;
    this.fault = fault;
    this.mend = mend;
  }

  /** The file that fails. */
  public Path file() {
    return file;
  }

  /** What is wrong with it. */
  public String fault() {
    return fault;
  }

  /** What the user can do about it. */
  public String mend() {
    return mend;
  }
}
