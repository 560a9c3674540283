package protomass.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.command.ProtomassCommand;
import protomass.core.file.Checksum;
import protomass.inference.regression.RegressCommand;
import protomass.inference.split.SplitCommand;
import protomass.inference.whitening.WhitenCommand;

/** Outputs that would take the place of what the same command reads. */
class OutputOverInputTest {
  @TempDir Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private String[] arguments(String... more) {
    return more;
  }

  private void assertRefused(ProtomassCommand command, String... arguments) throws IOException {
    Map<Path, String> before = sums();
    CommandRun run = CommandRun.of(command, arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("would be lost"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals(before, sums());
  }

  private Map<Path, String> sums() throws IOException {
    Map<Path, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).forEach(file -> sums.put(file, Checksum.sha256(file)));
    }
    return sums;
  }

  private Path maps() {
    return Samples.maps(
        at("maps.fits"),
        8,
        Samples.together(Samples.views("H1", 42, 1), Samples.views("H1", 42, 2)));
  }

  @Test
  void splitKeepsItsMaps() throws IOException {
    Path maps = maps();
    assertRefused(
        new SplitCommand(), arguments("--maps", at("*.fits").toString(), "--out", "" + maps));
    Files.createLink(at("catalogue.csv"), maps);
    assertRefused(
        new SplitCommand(),
        arguments("--maps", "" + maps, "--out", at("catalogue.csv").toString()));
  }

  @Test
  void whitenKeepsItsCatalogueAndAllThatThisNames() throws IOException {
    Path maps = maps();
    CommandRun split =
        CommandRun.of(new SplitCommand(), "--maps", "" + maps, "--out", "" + at("catalogue.csv"));
    assertEquals(0, split.exitCode(), split.err());
    for (String name : List.of("catalogue.csv", "normalisation.json", "maps.fits")) {
      assertRefused(
          new WhitenCommand(),
          arguments(
              "--catalogue",
              "" + at("catalogue.csv"),
              "--features",
              "pixels",
              "--out",
              "" + at(name)));
    }
  }

  @Test
  void whatASetWouldWriteIsLookedAtFileByFile() throws IOException {
    Path maps = maps();
    CommandRun split =
        CommandRun.of(new SplitCommand(), "--maps", "" + maps, "--out", "" + at("catalogue.csv"));
    assertEquals(0, split.exitCode(), split.err());
    Path catalogue = Files.copy(at("catalogue.csv"), at("knn.predictions.csv"));
    assertRefused(
        new RegressCommand(),
        arguments("--catalogue", "" + catalogue, "--features", "pixels", "--out", "" + at("knn")));
    // The normalisation that split writes beside its catalogue.
    Path odd = Files.copy(maps, at("normalisation.json"), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(
        new SplitCommand(), arguments("--maps", "" + odd, "--out", "" + at("catalogue.csv")));
  }
}
