package protomass.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.CannotWriteException;

class OutputLockTest {
  private static final int PROCESSES = 4;
  private static final int TURNS = 100;

  @TempDir Path folder;

  /** Adds to a number in a file, which goes wrong whenever two do so at a time. */
  static final class Counter {
    private Counter() {}

    public static void main(String[] arguments) throws IOException {
      Path output = Path.of(arguments[0]);
      Path number = output.resolveSibling("number");
      int done = 0;
      while (done < TURNS) {
        try (OutputLock _ = OutputLock.of(output)) {
          int value = Integer.parseInt(Files.readString(number));
          Thread.onSpinWait();
          Files.writeString(number, Integer.toString(value + 1));
          done++;
        } catch (CannotWriteException held) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void oneProcessAtATimeThoughEachRemovesTheLocksFile() throws Exception {
    Path number = folder.resolve("number");
    Files.writeString(number, "0");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Counter.class.getName(),
                  folder.resolve("output").toString())
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertEquals(0, process.waitFor());
    }
    assertEquals(PROCESSES * TURNS, Integer.parseInt(Files.readString(number)));
    assertEquals(List.of("number"), names());
  }

  @Test
  void foldersThatWereMadeForTheLockGoAgain() throws IOException {
    Path deep = folder.resolve("a/b/out");
    try (OutputLock lock = OutputLock.of(deep)) {
      assertTrue(lock.isExclusive());
      assertTrue(Files.exists(folder.resolve("a/b/.out.lock")));
    }
    assertEquals(List.of(), names());
    try (OutputLock lock = OutputLock.of(deep)) {
      assertTrue(lock.isExclusive());
      Files.createFile(deep);
    }
    assertTrue(Files.exists(deep));
    assertFalse(Files.exists(folder.resolve("a/b/.out.lock")));
  }

  @Test
  void isTakenSeveralTimesByOneProcess() {
    Path output = folder.resolve("out");
    try (OutputLock _ = OutputLock.of(output)) {
      try (OutputLock inner = OutputLock.of(output)) {
        assertTrue(inner.isExclusive());
      }
      assertTrue(Files.exists(folder.resolve(".out.lock")));
    }
    assertFalse(Files.exists(folder.resolve(".out.lock")));
  }

  @Test
  void withoutLocksItWarnsAndRemovesNothing() throws IOException {
    Path left = Files.createFile(folder.resolve(".out.tmp-1"));
    OutputLock.Locker none =
        channel -> {
          throw new IOException("No locks available");
        };
    try (OutputLock lock = OutputLock.of(folder.resolve("out"), none)) {
      assertFalse(lock.isExclusive());
      assertEquals(List.of(".out.tmp-1"), names());
    }
    assertTrue(Files.exists(left));
  }

  @Test
  void aFileOfSomeoneElseUnderTheLocksNameStays() throws IOException {
    Files.writeString(folder.resolve(".out.lock"), "mine");
    CannotWriteException failure =
        assertThrows(CannotWriteException.class, () -> OutputLock.of(folder.resolve("out")));
    assertTrue(failure.getMessage().contains(".out.lock"), failure.getMessage());
    assertEquals("mine", Files.readString(folder.resolve(".out.lock")));
  }

  @Test
  void aLinkUnderTheLocksNameIsNotFollowed() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    Files.createSymbolicLink(folder.resolve(".out.lock"), other);
    assertThrows(CannotWriteException.class, () -> OutputLock.of(folder.resolve("out")));
    assertEquals(0, Files.size(other));
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws IOException {
    Files.writeString(folder.resolve(".out.lock"), "protomass process 1 on elsewhere");
    Files.createFile(folder.resolve(".out.tmp-1"));
    Files.createDirectories(folder.resolve(".out.tmp-22/deep"));
    Files.createDirectories(folder.resolve(".out.tmp-22-scratch"));
    Files.createFile(folder.resolve(".out.tmp-x"));
    Files.createFile(folder.resolve(".out2.tmp-1"));
    try (OutputLock lock = OutputLock.of(folder.resolve("out"))) {
      assertTrue(lock.isExclusive());
    }
    assertEquals(List.of(".out.tmp-x", ".out2.tmp-1"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
