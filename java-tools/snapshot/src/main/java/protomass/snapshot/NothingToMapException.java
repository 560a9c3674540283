package protomass.snapshot;

import java.nio.file.Path;
import java.util.List;
import protomass.core.artefact.SkippedSnapshot.Reason;
import protomass.core.error.BadInputException;

/** A sound snapshot has no star to make maps of (exit code 65). */
public final class NothingToMapException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<Path> files;
  private final String simulation;

  /**
   * @param reason why there is none; never {@link Reason#DAMAGED}
   * @param snapshot the snapshot
   * @param files those that tell which snapshot it is, for checksums
   * @param header the snapshot's
   * @param fault what it lacks
   * @param mend what the user can do about it
   */
  public NothingToMapException(
      Reason reason,
      Path snapshot,
      List<Path> files,
      SnapshotHeader header,
      String fault,
      String mend) {
    super(snapshot, fault, mend);
    this.reason = reason;
    this.files = List.copyOf(files);
    this.simulation = header.simulation();
  }

  /** Why there is no star. */
  public Reason reason() {
    return reason;
  }

  /** The files that tell which snapshot it is, for checksums. */
  public List<Path> files() {
    return files;
  }

  /** What the snapshot says that it is of; empty when it does not tell. */
  public String simulation() {
    return simulation;
  }
}
