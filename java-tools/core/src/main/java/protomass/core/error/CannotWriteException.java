package protomass.core.error;

import java.nio.file.Path;

/** An output cannot be written (exit code 73). */
public final class CannotWriteException extends ProtomassException {
  private static final long serialVersionUID = 1L;

  public CannotWriteException(Path file, Throwable cause) {
    super(
        ExitCodes.CANNOT_WRITE,
        "%s: cannot be written (%s); check the folder, its permissions and the free space"
            .formatted(file, describe(cause)),
        cause);
  }

  /**
   * @param file the output
   * @param fault what is in its way
   * @param mend what the user can do about it
   */
  public CannotWriteException(Path file, String fault, String mend) {
    super(ExitCodes.CANNOT_WRITE, "%s: %s; %s".formatted(file, fault, mend), null);
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
