package protomass.core.error;

/** The wall-clock budget is spent; all work is saved and the same command continues (exit 75). */
public final class StoppedInGoodOrderException extends ProtomassException {
  private static final long serialVersionUID = 1L;

  public StoppedInGoodOrderException(String message) {
    super(ExitCodes.STOPPED_IN_GOOD_ORDER, message, null);
  }
}
