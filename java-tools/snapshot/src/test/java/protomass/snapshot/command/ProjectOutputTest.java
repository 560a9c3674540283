package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.snapshot.RegionFileSample;

/** What {@code project} must not write over, and names that FITS cannot hold. */
class ProjectOutputTest {
  @TempDir Path folder;

  private Path sample;
  private byte[] before;

  @BeforeEach
  void writeSnapshot() throws IOException {
    sample = new RegionFileSample(3, 5).write(folder.resolve("sample.h5"));
    before = Files.readAllBytes(sample);
  }

  private CommandCall project(Path snapshot, Object... more) {
    Object[] arguments =
        Stream.concat(
                Stream.of("--snapshot", snapshot, "--map-size", "8", "--axes", "x"),
                Stream.of(more))
            .toArray();
    return CommandCall.of(new ProjectCommand(), arguments);
  }

  private void assertRefused(String fault, CommandCall call) throws IOException {
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertTrue(call.err().contains(fault), call.err());
    assertEquals(1, call.err().lines().count(), call.err());
    assertArrayEquals(before, Files.readAllBytes(sample));
    assertEquals(List.of(), hidden());
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  @Test
  void theSnapshotIsNoOutput() throws IOException {
    assertRefused("is the input", project(sample, "--out", sample));
    Path roundabout = folder.resolve("sub/../sample.h5");
    Files.createDirectory(folder.resolve("sub"));
    assertRefused("is the input", project(sample, "--out", roundabout));
  }

  @Test
  void linksInEitherDirectionAreSeenThrough() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.h5"), sample);
    assertRefused("is the input", project(sample, "--out", link));
    assertRefused("is the input", project(link, "--out", sample));
    Path hard = Files.createLink(folder.resolve("hard.h5"), sample);
    assertRefused("is the input", project(sample, "--out", hard));
    Path around = Files.createSymbolicLink(folder.resolve("around"), folder);
    assertRefused("is the input", project(sample, "--out", around.resolve("sample.h5")));
  }

  @Test
  void aFileThatStandsBesideTheSnapshotAndIsReadIsNoOutput() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path inside = Files.copy(sample, whole.resolve("a.h5"));
    byte[] bytes = Files.readAllBytes(inside);
    assertRefused("is the input", project(inside, "--preview", whole, "--out", inside));
    assertArrayEquals(bytes, Files.readAllBytes(inside));
    // A new file beside it destroys nothing.
    assertEquals(0, project(inside, "--out", whole.resolve("maps.fits")).exitCode());
  }

  @Test
  void foldersAndFilesDoNotTakeEachOthersPlace() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    assertRefused("is a folder", project(sample, "--out", other));
    assertRefused(
        "is a file", project(sample, "--preview", sample, "--out", folder.resolve("maps.fits")));
    assertFalse(Files.exists(folder.resolve("maps.fits")));
    assertTrue(Files.isDirectory(other));
  }

  @Test
  void aLinkThatIsReadAndANewOutputBesideItAreATaskOfNextflow() throws IOException {
    Path task = Files.createDirectories(folder.resolve("work/ab/task"));
    Path staged = Files.createSymbolicLink(task.resolve("sample.h5"), sample);
    assertEquals(0, project(staged, "--out", task.resolve("maps.fits")).exitCode());
    assertEquals(0, project(staged, "--out", task.resolve("maps.fits")).exitCode());
    assertEquals(List.of(), hidden());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"é.h5", "star 🌟.h5", "a\tb.h5", "back\\slash.h5", "it's.h5", "Ω\u0001.h5"})
  void namesThatFitsCannotHoldAreEscapedAsInJson(String name) throws Exception {
    Path odd = Files.copy(sample, folder.resolve(name));
    Path out = folder.resolve("maps " + name + ".fits");
    CommandCall call = project(odd, "--out", out);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertTrue(
        StandardCharsets.US_ASCII.newEncoder().canEncode(header(out).getStringValue("CMDLINE")));
    String commandLine = restored(header(out).getStringValue("CMDLINE"));
    assertTrue(commandLine.contains(name.replace("'", "'\\''")), commandLine);
    assertEquals(name, restored(inputName(out)));
  }

  /** Jackson, which knows nothing of how the text was escaped. */
  private static String restored(String escaped) throws IOException {
    return Json.mapper().readValue('"' + escaped.replace("\"", "\\\"") + '"', String.class);
  }

  private static Header header(Path file) throws Exception {
    try (Fits fits = new Fits(file.toFile())) {
      return fits.getHDU(0).getHeader();
    }
  }

  private static String inputName(Path file) throws Exception {
    var cards = header(file).iterator();
    while (cards.hasNext()) {
      var card = cards.next();
      if (card.getKey().equals("HISTORY") && card.getComment().strip().startsWith("input ")) {
        return card.getComment().strip().substring("input ".length());
      }
    }
    throw new AssertionError("no input is named");
  }
}
