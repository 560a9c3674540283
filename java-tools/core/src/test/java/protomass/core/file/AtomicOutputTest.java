package protomass.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.CannotWriteException;

class AtomicOutputTest {
  /** A folder with a file "a" and perhaps a file "b". */
  private static final FolderArtefact KIND =
      new FolderArtefact("pair", "a", record -> List.of("a", "b"));

  @TempDir Path folder;

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path target = folder.resolve("out.txt");
    AtomicOutput.file(target, temporary -> Files.writeString(temporary, "old"));
    assertThrows(
        CannotWriteException.class,
        () ->
            AtomicOutput.file(
                target,
                temporary -> {
                  Files.writeString(temporary, "half");
                  throw new IOException("no space left on device");
                }));
    assertEquals("old", Files.readString(target));
    assertEquals(List.of(target), entries());
  }

  @Test
  void aFolderIsReplacedWhole() throws IOException {
    Path target = folder.resolve("checkpoint");
    AtomicOutput.folder(target, KIND, temporary -> Files.writeString(temporary.resolve("a"), "1"));
    AtomicOutput.folder(target, KIND, temporary -> Files.writeString(temporary.resolve("b"), "2"));
    assertEquals(List.of(target), entries());
    try (Stream<Path> inside = Files.list(target)) {
      assertEquals(List.of(target.resolve("b")), inside.toList());
    }
  }

  @Test
  void aFolderThatIsAFileCannotBeWrittenInto() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CannotWriteException failure =
        assertThrows(
            CannotWriteException.class,
            () -> AtomicOutput.file(file.resolve("out"), Files::createFile));
    assertEquals(73, failure.exitCode());
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }
}
