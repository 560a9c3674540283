package protomass.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;

class FilePatternsTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("a/deep"));
    Files.createDirectories(folder.resolve("b"));
    for (String name :
        List.of(
            "maps-2.fits", "maps-1.fits", "other.txt", "a/m.fits", "a/deep/m.fits", "b/m.fits")) {
      Files.createFile(folder.resolve(name));
    }
  }

  private List<String> find(String... texts) {
    return FilePatterns.find(
            "--maps", List.of(texts).stream().map(text -> folder + "/" + text).toList())
        .stream()
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  @Test
  void expandsPatternsInOneFolder() {
    assertEquals(List.of("maps-1.fits", "maps-2.fits"), find("maps-*.fits"));
    assertEquals(List.of("maps-1.fits"), find("maps-[13].fits"));
    assertEquals(List.of("a/m.fits", "b/m.fits"), find("{a,b}/m.fits"));
  }

  @Test
  void expandsPatternsAcrossFolders() {
    assertEquals(List.of("a/m.fits", "b/m.fits"), find("*/m.fits"));
    assertEquals(List.of("a/deep/m.fits", "a/m.fits", "b/m.fits"), find("**/m.fits"));
  }

  @Test
  void namesEachFileOnceWhateverTheOrder() {
    assertEquals(
        List.of("a/m.fits", "maps-1.fits", "maps-2.fits"),
        find("maps-2.fits", "a/deep/../m.fits", "maps-*.fits", "a/m.fits"));
  }

  @Test
  void takesANameWithBracketsThatExists() throws IOException {
    Files.createFile(folder.resolve("maps[x].fits"));
    assertEquals(List.of("maps[x].fits"), find("maps[x].fits"));
  }

  @Test
  void followsLinksButKeepsTheirNames() throws IOException {
    Files.createSymbolicLink(folder.resolve("linked.fits"), folder.resolve("a/m.fits"));
    Files.createSymbolicLink(folder.resolve("c"), folder.resolve("a"));
    assertEquals(List.of("linked.fits"), find("link*.fits"));
    assertEquals(List.of("a/m.fits", "b/m.fits", "c/m.fits"), find("?/m.fits"));
  }

  @Test
  void refusesWhatIsNotThere() {
    assertTrue(
        assertThrows(BadInputException.class, () -> find("none.fits"))
            .getMessage()
            .endsWith("none.fits: does not exist; check --maps"));
    assertTrue(
        assertThrows(BadInputException.class, () -> find("none-*.fits"))
            .getMessage()
            .contains("none-*.fits: matches no file; check --maps"));
    assertTrue(
        assertThrows(BadInputException.class, () -> find("nowhere/*.fits"))
            .getMessage()
            .contains("matches no file"));
  }

  @Test
  void refusesABrokenPattern() {
    assertTrue(
        assertThrows(UsageException.class, () -> find("maps-[1.fits"))
            .getMessage()
            .contains("is not a file pattern"));
  }
}
