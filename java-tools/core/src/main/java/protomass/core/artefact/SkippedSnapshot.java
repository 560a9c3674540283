package protomass.core.artefact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;
import java.util.Locale;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;

/**
 * Why a snapshot has no maps, in a file that takes their place.
 *
 * @param snapshot name of the snapshot's file or folder
 * @param simulation the simulation that it belongs to as far as that was told, or null
 * @param maps name of the file of maps that was not made
 * @param file what is at fault: the snapshot, or a file in it or beside it
 * @param fault what is wrong with it
 * @param mend what a user can do about it
 */
public record SkippedSnapshot(
    String snapshot,
    String simulation,
    String maps,
    Reason reason,
    String file,
    String fault,
    String mend,
    Provenance provenance) {
  public static final String SUFFIX = ".skipped.json";

  /** Kinds of snapshots that are skipped. */
  public enum Reason {
    /** It has no stars, such as one from before the first sink. */
    NO_STARS,
    /** None of its stars is above the limits of mass and age. */
    BELOW_LIMITS,
    /** It is broken, incomplete or in no known format. */
    DAMAGED;

    /** The name in files: lower case, with hyphens. */
    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason of that name. */
    @JsonCreator
    public static Reason of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public SkippedSnapshot {
    require(snapshot, "snapshot");
    require(maps, "maps");
    require(reason, "reason");
    require(file, "file");
    require(fault, "fault");
    require(mend, "mend");
    require(provenance, "provenance");
  }

  /**
   * Reads a record.
   *
   * @throws protomass.core.error.BadInputException when it is absent, damaged or none
   */
  public static SkippedSnapshot read(Path file) {
    return Json.read(file, SkippedSnapshot.class);
  }

  /** Writes the record, sealed. */
  public void write(Path target) {
    Json.write(target, this);
  }

  private static void require(Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("there is no " + key);
    }
  }
}
