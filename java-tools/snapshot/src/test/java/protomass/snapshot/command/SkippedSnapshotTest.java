package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.artefact.SkippedSnapshot.Reason;
import protomass.core.error.BadInputException;
import protomass.core.error.ExitCodes;
import protomass.core.file.Checksum;
import protomass.core.maps.MapFile;
import protomass.snapshot.RegionFileSample;

/** What becomes of snapshots without maps. */
class SkippedSnapshotTest {
  @TempDir Path folder;

  private CommandCall project(Path snapshot, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("--snapshot", snapshot, "--map-size", 8));
    arguments.addAll(Arrays.asList(more));
    arguments.addAll(List.of("--out", folder.resolve("maps-a.fits")));
    return CommandCall.of(new ProjectCommand(), arguments.toArray());
  }

  private CommandCall survey(Path snapshot, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("--skipped", record()));
    arguments.addAll(Arrays.asList(more));
    return project(snapshot, arguments.toArray());
  }

  private Path record() {
    return folder.resolve("maps-a.skipped.json");
  }

  /** One line on the error stream, no maps, and the record. */
  private SkippedSnapshot skipped(CommandCall call, String message) {
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertTrue(call.err().startsWith("project: warning: skipped: "), call.err());
    assertTrue(call.err().contains(message), call.err());
    assertEquals(1, call.err().lines().count(), call.err());
    assertTrue(call.out().contains("wrote " + record() + ": no maps, and why"), call.out());
    assertFalse(Files.exists(folder.resolve("maps-a.fits")));
    return SkippedSnapshot.read(record());
  }

  private void assertStops(CommandCall call) {
    assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.err());
    assertEquals(1, call.err().lines().count(), call.err());
    assertFalse(Files.exists(record()));
    assertFalse(Files.exists(folder.resolve("maps-a.fits")));
  }

  @Test
  void aSnapshotWithoutStarsIsPutOnRecord() {
    Path file = new RegionFileSample().write(folder.resolve("early.h5"));
    assertStops(project(file));
    SkippedSnapshot record = skipped(survey(file), file + ": has no star: ");
    assertEquals("early.h5", record.snapshot());
    assertEquals("T1", record.simulation());
    assertEquals("maps-a.fits", record.maps());
    assertEquals(Reason.NO_STARS, record.reason());
    assertEquals("early.h5", record.file());
    assertEquals("has no star: no group star_NNNN", record.fault());
    assertEquals("give a snapshot in which stars have formed", record.mend());
    assertEquals(Map.of("early.h5", Checksum.sha256(file)), record.provenance().inputs());
  }

  @Test
  void aSnapshotOfLightStarsIsPutOnRecord() {
    Path file = new RegionFileSample(3, 4).write(folder.resolve("light.h5"));
    CommandCall call = survey(file, "--minimum-mass", "0.6Msun", "--simulation", "S9");
    SkippedSnapshot record = skipped(call, "none of its 2 stars has 0.6 Msun");
    assertEquals(Reason.BELOW_LIMITS, record.reason());
    assertEquals("S9", record.simulation());
    assertEquals("none of its 2 stars has 0.6 Msun, the heaviest has 0.5 Msun", record.fault());
    CommandCall young = survey(file, "--minimum-age", "90Myr");
    assertEquals(Reason.BELOW_LIMITS, skipped(young, "heavy stars is 90000000 yr old").reason());
  }

  @Test
  void aDamagedSnapshotStopsUnlessItMayBeSkipped() throws IOException {
    Path file = folder.resolve("cut.h5");
    byte[] whole = Files.readAllBytes(new RegionFileSample(3).write(folder.resolve("whole.h5")));
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertStops(project(file));
    assertStops(survey(file));
    assertStops(survey(file, "--bad-snapshots", "stop"));
    // Without a record of it nothing may be passed over.
    assertStops(project(file, "--bad-snapshots", "skip"));
    SkippedSnapshot record = skipped(survey(file, "--bad-snapshots", "skip"), file + ": ");
    assertEquals(Reason.DAMAGED, record.reason());
    assertEquals("cut.h5", record.snapshot());
    assertEquals("cut.h5", record.file());
    assertNull(record.simulation());
    assertFalse(record.fault().contains(folder.toString()), record.fault());
    assertEquals(Map.of(), record.provenance().inputs());
  }

  @Test
  void aSoundSnapshotHasMapsAndNoRecord() {
    Path file = new RegionFileSample(3).write(folder.resolve("whole.h5"));
    CommandCall call = survey(file, "--bad-snapshots", "skip");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertFalse(Files.exists(record()));
    try (MapFile maps = MapFile.open(folder.resolve("maps-a.fits"))) {
      assertEquals(3, maps.rows().size());
    }
  }

  /** The same for all snapshots of a survey, and no fault of this one. */
  @Test
  void aWrongOptionIsNeverSkipped() {
    Path file = new RegionFileSample(3).write(folder.resolve("whole.h5"));
    CommandCall call = survey(file, "--bad-snapshots", "skip", "--region-size", "700pc");
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertFalse(Files.exists(record()));
    CommandCall wrong = survey(file, "--bad-snapshots", "perhaps");
    assertEquals(ExitCodes.USAGE, wrong.exitCode(), wrong.err());
    assertTrue(wrong.err().contains("'--bad-snapshots'"), wrong.err());
  }

  /** A reader that runs out of memory blames the file; the next attempt has more. */
  @Test
  void aWantOfMemoryIsNeverSkipped() {
    SkipOptions options =
        CommandLine.populateCommand(
            new SkipOptions(), "--skipped", "a.skipped.json", "--bad-snapshots", "SKIP");
    Path file = Path.of("large.h5");
    assertTrue(options.covers(new BadInputException(file, "is cut", "copy it again")));
    Throwable full = new OutOfMemoryError("Java heap space");
    assertFalse(options.covers(new BadInputException(file, "is cut", "copy it again", full)));
  }

  @Test
  void theRecordMayNotReplaceTheSnapshot() {
    Path file = new RegionFileSample().write(folder.resolve("early.h5"));
    CommandCall call = project(file, "--skipped", file);
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertTrue(call.err().contains("--skipped " + file + " is the input"), call.err());
  }
}
