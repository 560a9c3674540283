package protomass.snapshot.ramses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.core.maps.MapFile;
import protomass.core.maps.MapRow;
import protomass.snapshot.command.CommandCall;
import protomass.snapshot.command.ProjectCommand;
import protomass.snapshot.command.SnapshotInfoCommand;

/** Both commands on outputs that are written by the test, good ones and such that are refused. */
class RamsesCommandTest {
  @TempDir Path temporary;
  private Path output;
  private long cells;
  private int pixels = 8;

  @BeforeEach
  void writeOutput() throws IOException {
    output = temporary.resolve("Cloud_1/output_00007");
    cells =
        new SyntheticOutput(3, 6, 3, true, SyntheticOutput.balls(0.2, 0.3, 0.5, 0.1)).write(output);
  }

  private Path maps() {
    return temporary.resolve("maps.fits");
  }

  private CommandCall project(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("--snapshot", output, "--map-size", pixels, "--minimum-mass", "0.1Msun"));
    arguments.addAll(Arrays.asList(more));
    arguments.addAll(List.of("--out", maps()));
    return CommandCall.of(new ProjectCommand(), arguments.toArray());
  }

  @Test
  void namesMapsAfterTheFolderThatHoldsTheOutput() {
    CommandCall call = project("--direction", "1,1,0", "--orientations", 2, "--region-size", "3pc");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    try (MapFile file = MapFile.open(maps())) {
      List<String> ids = file.rows().stream().map(MapRow::id).toList();
      assertEquals(
          List.of(
              "Cloud_1-00007-0003-x",
              "Cloud_1-00007-0003-y",
              "Cloud_1-00007-0003-z",
              "Cloud_1-00007-0003-d1",
              "Cloud_1-00007-0003-o1",
              "Cloud_1-00007-0003-o2",
              "Cloud_1-00007-0008-x"),
          ids.subList(0, 7));
      assertEquals(12, ids.size());
      assertEquals(List.of(8L), file.rows().getFirst().overlappingStars());
      file.rows().getFirst().positionPc().forEach(place -> assertEquals(1.5, place, 1e-12));
    }
  }

  @Test
  void aGivenNameGoesFirst() {
    assertEquals(0, project("--simulation", "H7", "--axes", "x").exitCode());
    try (MapFile file = MapFile.open(maps())) {
      assertEquals("H7-00007-0003-x", file.rows().getFirst().id());
    }
  }

  @Test
  void theFolderOfATaskIsNoName() throws IOException {
    Path task = temporary.resolve("0123456789abcdef0123456789abcd");
    Files.move(output.getParent(), task);
    output = task.resolve("output_00007");
    assertRefused(ExitCodes.USAGE, "does not tell the simulation's name; give --simulation NAME");
  }

  @Test
  void youngStarsAreLeftOut() throws IOException {
    CommandCall call = project("--minimum-age", "0.06Myr", "--axes", "z");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    try (MapFile file = MapFile.open(maps())) {
      assertEquals(List.of(3L), file.rows().stream().map(MapRow::star).toList());
    }
    assertRefused(
        ExitCodes.BAD_INPUT,
        "none of its 2 heavy stars is 200000 yr old, the oldest is 100000 yr;"
            + " lower --minimum-age or leave this snapshot out",
        "--minimum-age",
        "200kyr");
  }

  /** Threads and the number of readings change nothing, a seed changes orientations. */
  @Test
  void bytesDependOnSeedAlone() throws IOException {
    float[] once = map("--orientations", 1, "--seed", 4, "--threads", 1);
    float[] again = map("--orientations", 1, "--seed", 4, "--threads", 3, "--memory", "24MiB");
    float[] other = map("--orientations", 1, "--seed", 5);
    assertArrayEquals(once, again);
    assertFalse(Arrays.equals(once, other));
  }

  private float[] map(Object... more) {
    CommandCall call = project(more);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    try (MapFile file = MapFile.open(maps())) {
      return file.map(3).columnDensity();
    }
  }

  @Test
  void readsSeveralTimesWhatDoesNotFitIntoMemory() throws IOException {
    pixels = 256;
    CommandCall once = project("--axes", "x,y", "--threads", 1, "--memory", "60MiB");
    assertEquals(ExitCodes.DONE, once.exitCode(), once.err());
    assertFalse(once.out().contains("reads the snapshot"), once.out());
    CommandCall twice = project("--axes", "x,y", "--threads", 1, "--memory", "18MiB");
    assertEquals(ExitCodes.DONE, twice.exitCode(), twice.err());
    assertTrue(twice.out().contains("reads the snapshot 2 times, for 1 stars"), twice.out());
    pixels = 512;
    assertRefused(
        ExitCodes.USAGE, "6 maps of 512 x 512 pixels need", "--memory", "18MiB", "--threads", 1);
  }

  @Test
  void drawsAPanelPerStar() throws IOException {
    Path folder = temporary.resolve("preview");
    CommandCall call = project("--field-strength", "--preview", folder, "--axes", "x,y");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    var picture = ImageIO.read(folder.resolve("Cloud_1-00007-0003.png").toFile());
    assertTrue(picture.getWidth() > 4 * 256 && picture.getHeight() > 2 * 256);
    assertTrue(Files.exists(folder.resolve("Cloud_1-00007-0008.png")));
  }

  @Test
  void tellsWhatTheSnapshotHolds() throws JsonProcessingException {
    CommandCall call = CommandCall.of(new SnapshotInfoCommand(), "--snapshot", output);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    List<String> lines = call.out().lines().toList();
    assertEquals(
        "output_00007: snapshot 7 of simulation Cloud_1 (RAMSES) at 500000 yr", lines.get(0));
    assertEquals(
        "box of 4.0000 x 4.0000 x 4.0000 pc, periodic, magnetic field; finest cell 1.9286e+17 cm",
        lines.get(1));
    CommandCall json = CommandCall.of(new SnapshotInfoCommand(), "--snapshot", output, "--json");
    JsonNode read = Json.mapper().readTree(json.out());
    long sum = 0;
    for (JsonNode level : read.get("levels")) {
      sum += level.get("cells").asLong();
    }
    assertEquals(cells, sum);
    assertEquals(2, read.get("stars").size());
    assertEquals(3, read.get("stars").get(0).get("star").asInt());
  }

  @Test
  void anInfoFileMayBeNamedInstead() {
    Path info = output.resolve("info_00007.txt");
    CommandCall call = CommandCall.of(new SnapshotInfoCommand(), "--snapshot", info, "--json");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ndim        =          3| ndim        =          2| ndim is 2; only simulations in three
          aexp        =  0.1000000| aexp        =  0.5000000| is of a cosmological run (aexp 0.5
          unit_l      =  0.308570 | unit_l      = -0.308570 | unit_l is -3.0857E18, not positive
          levelmax    =          6| levelmax    =          x| levelmax is 'x', not a number
          ncpu        =          3| ncpu        =          4| .out00004: does not exist, though the run had 4
          ncpu        =          3| ncpu        =          2| ncpu is 3, not from 2 to 2
          """)
  void refusesInfoFiles(String before, String after, String message) throws IOException {
    replace("info_00007.txt", before.strip(), after.strip());
    assertRefused(ExitCodes.BAD_INPUT, message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          velocity_y, d| momentum_y, d| names no variable velocity_y among
          density, d   | density, f   | variable density has the type 'f'; only double
          1, density   | 2, density   | numbers variable 1 as 2
          """)
  void refusesDescriptors(String before, String after, String message) throws IOException {
    replace("hydro_file_descriptor.txt", before.strip(), after.strip());
    assertRefused(ExitCodes.BAD_INPUT, message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # id,msink|id,msink| does not begin with two lines '#' that name its columns
          # 1,m,l   |# 1,m,pc| has column x in 'pc', not in 'l'
          5.0E-02   |-5.0E-02| sink 3: mass -
          4.0E-01   |7.0E-01 | sink 3: age -199999.
          8, 1.0E-02|3, 1.0E-02| has sink 3 twice
          1.2,      |99,     | sink 3 lies at [99.0, 2.1, 0.1], far outside
          1.0E-02   |abc     | msink is 'abc', not a finite number
          2.5, 0.0, |2.5,    | has 8 columns in the line
          """)
  void refusesSinks(String before, String after, String message) throws IOException {
    replace("sink_00007.csv", before.strip(), after.strip());
    assertRefused(ExitCodes.BAD_INPUT, message.strip());
  }

  @Test
  void refusesSinksInBinaryFiles() throws IOException {
    Files.move(output.resolve("sink_00007.csv"), output.resolve("sink_00007.out00001"));
    assertRefused(
        ExitCodes.BAD_INPUT,
        "has its sinks in binary files, sink_00007.out*; only tables of text, sink_00007.csv,");
  }

  @Test
  void anOutputWithoutSinksHasNoStars() throws IOException {
    Files.delete(output.resolve("sink_00007.csv"));
    assertRefused(ExitCodes.BAD_INPUT, "has no stars; leave it out, or");
    CommandCall call = CommandCall.of(new SnapshotInfoCommand(), "--snapshot", output);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
  }

  /** Before the first sink: RAMSES writes no table, or one of its two header lines alone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOutputFromBeforeTheFirstSinkIsSkippedInASurvey(boolean table) throws IOException {
    Path sinks = output.resolve("sink_00007.csv");
    List<String> lines = Files.readAllLines(sinks);
    Files.delete(sinks);
    if (table) {
      Files.write(sinks, lines.subList(0, 2));
    }
    Path record = temporary.resolve("maps.skipped.json");
    CommandCall call = project("--skipped", record);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertFalse(Files.exists(maps()));
    SkippedSnapshot skipped = SkippedSnapshot.read(record);
    assertEquals(SkippedSnapshot.Reason.NO_STARS, skipped.reason());
    assertEquals("output_00007", skipped.snapshot());
    assertEquals("Cloud_1", skipped.simulation());
    assertEquals("output_00007", skipped.file());
    assertEquals(table, skipped.provenance().inputs().containsKey("sink_00007.csv"));
    assertTrue(skipped.provenance().inputs().containsKey("info_00007.txt"));
  }

  @Test
  void theRecordOfADamagedOutputNamesTheFileInIt() throws IOException {
    Path hydro = output.resolve("hydro_00007.out00002");
    byte[] whole = Files.readAllBytes(hydro);
    Files.write(hydro, Arrays.copyOf(whole, whole.length - 100));
    Path record = temporary.resolve("maps.skipped.json");
    CommandCall call = project("--skipped", record, "--bad-snapshots", "skip");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    SkippedSnapshot skipped = SkippedSnapshot.read(record);
    assertEquals(SkippedSnapshot.Reason.DAMAGED, skipped.reason());
    assertEquals("output_00007/hydro_00007.out00002", skipped.file());
    assertTrue(skipped.fault().startsWith("is truncated: the last level"), skipped.fault());
  }

  @Test
  void refusesWhatIsMissingOrCut() throws IOException {
    Path hydro = output.resolve("hydro_00007.out00002");
    byte[] whole = Files.readAllBytes(hydro);
    Files.write(hydro, Arrays.copyOf(whole, whole.length - 100));
    assertRefused(ExitCodes.BAD_INPUT, "hydro_00007.out00002: is truncated: the last level needs");
    Files.delete(hydro);
    assertRefused(ExitCodes.BAD_INPUT, "hydro_00007.out00002: cannot be read");
    Files.write(hydro, whole);
    Files.delete(output.resolve("hydro_file_descriptor.txt"));
    assertRefused(ExitCodes.BAD_INPUT, "so the order of the variables is not known");
  }

  /** Files of two outputs under one number: each is whole, together they are no snapshot. */
  @Test
  void refusesFilesThatDoNotFitTogether() throws IOException {
    Path other = temporary.resolve("other");
    new SyntheticOutput(3, 6, 3, true, SyntheticOutput.balls(0.2, 0.6, 0.2, 0.7)).write(other);
    for (String file : List.of("amr_00007.out00002", "hydro_00007.out00002")) {
      Files.delete(output.resolve(file));
      Files.copy(other.resolve(file), output.resolve(file));
    }
    Path second = output.resolve("amr_00007.out00003");
    Files.copy(output.resolve("amr_00007.out00002"), second, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        output.resolve("hydro_00007.out00002"),
        output.resolve("hydro_00007.out00003"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused(ExitCodes.BAD_INPUT, "its cells fill", "--region-size", "3.9pc");
  }

  @Test
  void refusesRegionsLargerThanTheBox() throws IOException {
    assertRefused(
        ExitCodes.USAGE,
        "a region of 5.000000pc is larger than the periodic box of 4.000029pc;"
            + " give a smaller --region-size",
        "--region-size",
        "5pc");
  }

  @Test
  void refusesAFieldThatIsNotThere() throws IOException {
    Path plain = temporary.resolve("H2/output_00007");
    new SyntheticOutput(3, 4, 1, false, SyntheticOutput.balls(0.2, 0.3, 0.5, 0.1)).write(plain);
    output = plain;
    assertRefused(
        ExitCodes.BAD_INPUT,
        "has no magnetic field; leave --field-strength out",
        "--field-strength");
  }

  private void replace(String file, String before, String after) throws IOException {
    Path path = output.resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(before), text);
    int place = text.indexOf(before);
    Files.writeString(
        path, text.substring(0, place) + after + text.substring(place + before.length()));
  }

  private void assertRefused(int exitCode, String message, Object... more) throws IOException {
    Files.deleteIfExists(maps());
    CommandCall call = project(more);
    assertEquals(exitCode, call.exitCode(), call.err());
    assertTrue(call.err().contains(message), call.err());
    assertEquals(1, call.err().strip().lines().count(), call.err());
    assertFalse(Files.exists(maps()));
  }
}
