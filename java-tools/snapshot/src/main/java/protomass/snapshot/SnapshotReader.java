package protomass.snapshot;

import java.nio.file.Path;

/**
 * Reads one format of snapshots. An implementation has a public constructor without arguments and
 * is registered for {@link java.util.ServiceLoader} under this interface's name, in any order.
 */
public interface SnapshotReader {
  /** The format's name for messages, such as {@code "region file (HDF5)"}. */
  String format();

  /**
   * Whether the path is of this format, by names and first bytes that no other format has. Never
   * fails: a path that cannot be read is not of this format.
   */
  boolean accepts(Candidate candidate);

  /**
   * Opens a snapshot that {@link #accepts} took.
   *
   * @throws protomass.core.error.BadInputException when it is broken or lacks something
   */
  Snapshot open(Path path);
}
