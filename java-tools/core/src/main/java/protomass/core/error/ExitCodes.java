package protomass.core.error;

/** Exit codes of every Protomass command, after sysexits.h. */
public final class ExitCodes {
  public static final int DONE = 0;

  /** The command line, a parameter or a recipe is wrong. */
  public static final int USAGE = 2;

  /** An input file is missing, broken or does not fit. */
  public static final int BAD_INPUT = 65;

  /** A defect of Protomass. */
  public static final int INTERNAL_ERROR = 70;

  /** The memory that the process may use does not suffice; with more of it, it may. */
  public static final int OUT_OF_MEMORY = 71;

  /** An output cannot be written. */
  public static final int CANNOT_WRITE = 73;

  /** Stopped at the wall-clock budget with everything saved: run again to continue. */
  public static final int STOPPED_IN_GOOD_ORDER = 75;

  private ExitCodes() {}
}
