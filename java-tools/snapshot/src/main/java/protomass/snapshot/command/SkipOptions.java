package protomass.snapshot.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.artefact.SkippedSnapshot.Reason;
import protomass.core.error.BadInputException;
import protomass.core.error.MemoryShortage;
import protomass.core.file.OutputPlan;
import protomass.core.provenance.Provenance;
import protomass.snapshot.NothingToMapException;

/**
 * Options by which a snapshot without maps is put on record instead of ending the command, for
 * surveys of many. Use as a Picocli {@code @Mixin}.
 */
final class SkipOptions {
  /** What becomes of a snapshot that is damaged. */
  enum BadSnapshots {
    STOP,
    SKIP
  }

  @Option(
      names = "--skipped",
      paramLabel = "FILE",
      description =
          "Where a snapshot has no star to map, write a record of that (JSON) in place of the maps"
              + " and end with 0 (default: write nothing and end with 65).")
  private Path record;

  // From the environment, not the command line: no map depends on it, nor does its provenance.
  @Option(
      names = "--bad-snapshots",
      defaultValue = "${env:PROTOMASS_BAD_SNAPSHOTS:-stop}",
      paramLabel = "stop|skip",
      description =
          "With --skipped: whether a damaged snapshot ends the command with 65 or is put on record"
              + " too (default: stop, or what PROTOMASS_BAD_SNAPSHOTS says).")
  private BadSnapshots badSnapshots;

  OutputPlan addTo(OutputPlan plan) {
    return record == null ? plan : plan.file("--skipped", record);
  }

  Path record() {
    return record;
  }

  /** Whether a failure is put on record. What only wants memory is not the snapshot's fault. */
  boolean covers(BadInputException failure) {
    return record != null
        && MemoryShortage.in(failure).isEmpty()
        && (badSnapshots == BadSnapshots.SKIP || reason(failure) != Reason.DAMAGED);
  }

  /**
   * Writes why there are no maps.
   *
   * @param simulation as the user named it, or null
   * @param maps the file of maps that is not made
   */
  void write(
      BadInputException failure, Path snapshot, String simulation, Path maps, Provenance own) {
    String name = simulation;
    Provenance provenance = own;
    if (failure instanceof NothingToMapException nothing) {
      name = name == null && !nothing.simulation().isEmpty() ? nothing.simulation() : name;
      for (Path file : nothing.files()) {
        provenance = provenance.withInput(file);
      }
    }
    new SkippedSnapshot(
            name(snapshot),
            name,
            name(maps),
            reason(failure),
            shown(failure.file(), snapshot),
            failure.fault(),
            failure.mend(),
            provenance)
        .write(record);
  }

  private static Reason reason(BadInputException failure) {
    return failure instanceof NothingToMapException nothing ? nothing.reason() : Reason.DAMAGED;
  }

  /** From the snapshot's own folder on: where that lies differs from task to task. */
  private static String shown(Path file, Path snapshot) {
    Path whole = snapshot.toAbsolutePath().normalize();
    Path at = file.toAbsolutePath().normalize();
    return whole.getParent() != null && at.startsWith(whole)
        ? whole.getParent().relativize(at).toString()
        : name(file);
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }
}
