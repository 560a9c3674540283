package protomass.core.error;

/** The work needs more memory than the process has, which is known before it begins (exit 71). */
public final class NotEnoughMemoryException extends ProtomassException {
  private static final long serialVersionUID = 1L;

  /**
   * @param fault what is wanted and what there is
   * @param mend what the user can do about it
   */
  public NotEnoughMemoryException(String fault, String mend) {
    super(ExitCodes.OUT_OF_MEMORY, "out of memory: %s; %s".formatted(fault, mend), null);
  }
}
