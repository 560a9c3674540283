package protomass.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.UsageException;

class OutputGuardTest {
  private static final FolderArtefact KIND =
      new FolderArtefact("pair", "a", record -> List.of("a", "b"));

  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(folder.resolve("input"), "data");
  }

  private static OutputGuard begin(OutputPlan plan) {
    return OutputGuard.begin(plan, Map.of());
  }

  private static OutputPlan file(Path path) {
    return OutputPlan.nothing().file("--out", path);
  }

  @Test
  void anOutputThatIsReadLaterIsRefusedWhenItIsRead() {
    try (OutputGuard _ = begin(file(input))) {
      UsageException failure = assertThrows(UsageException.class, () -> OutputGuard.reading(input));
      assertTrue(failure.getMessage().contains("--out " + input), failure.getMessage());
    }
  }

  @Test
  void whatWasReadIsNotWrittenThoughNobodyPlannedIt() throws IOException {
    try (OutputGuard _ = begin(OutputPlan.nothing())) {
      OutputGuard.reading(input);
      assertThrows(
          UsageException.class,
          () -> AtomicOutput.file(input, temporary -> Files.writeString(temporary, "lost")));
    }
    assertEquals("data", Files.readString(input));
  }

  @Test
  void aFolderMustNotHoldAnInput() throws IOException {
    Path pair = Files.createDirectory(folder.resolve("pair"));
    Files.writeString(pair.resolve("a"), "1");
    OutputPlan plan = OutputPlan.nothing().folder("--out", pair, KIND);
    assertThrows(
        UsageException.class,
        () -> OutputGuard.begin(plan, Map.of("--in", List.of(pair.resolve("a")))));
    Path link = Files.createSymbolicLink(folder.resolve("link"), pair.resolve("a"));
    assertThrows(
        UsageException.class, () -> OutputGuard.begin(plan, Map.of("--in", List.of(link))));
    // Its own earlier output may be gone on from.
    try (OutputGuard _ = begin(plan.goingOn())) {
      OutputGuard.reading(pair.resolve("a"));
      AtomicOutput.folder(pair, KIND, made -> Files.writeString(made.resolve("b"), "2"));
    }
    assertEquals("2", Files.readString(pair.resolve("b")));
  }

  @Test
  void newFilesInAFolderThatIsReadAreAllowed() throws IOException {
    Path out = folder.resolve("report.html");
    for (int time = 0; time < 2; time++) {
      try (OutputGuard _ = OutputGuard.begin(file(out), Map.of("--in", List.of(folder)))) {
        OutputGuard.reading(input);
        AtomicOutput.file(out, temporary -> Files.writeString(temporary, "page"));
      }
    }
    assertEquals("page", Files.readString(out));
  }

  @Test
  void everyFileOfAFolderThatIsReadWholeIsAnInput() throws IOException {
    Path snapshot = Files.createDirectory(folder.resolve("output_00001"));
    Path part = Files.writeString(snapshot.resolve("amr.out00001"), "cells");
    Path elsewhere = Files.createLink(folder.resolve("hard"), part);
    for (Path out : List.of(part, elsewhere)) {
      try (OutputGuard _ = begin(file(out))) {
        assertThrows(UsageException.class, () -> OutputGuard.readingAll(snapshot));
      }
    }
    try (OutputGuard _ = begin(file(snapshot.resolve("maps.fits")))) {
      OutputGuard.readingAll(snapshot);
    }
  }

  @Test
  void nothingIsWrittenTwice() {
    OutputPlan plan = file(folder.resolve("x")).file("--sheet", folder.resolve("./x"));
    assertThrows(UsageException.class, () -> begin(plan));
  }

  @Test
  void devicesAndFoldersAreNoFiles() {
    assertThrows(UsageException.class, () -> begin(file(Path.of("/dev/null"))));
    assertThrows(UsageException.class, () -> begin(file(folder)));
    assertThrows(
        UsageException.class, () -> AtomicOutput.file(Path.of("/dev/null"), Files::createFile));
    assertTrue(Files.exists(Path.of("/dev/null")));
  }

  @Test
  void aGuardEndsWithItsCommand() throws IOException {
    try (OutputGuard _ = begin(file(folder.resolve("out")))) {
      OutputGuard.reading(input);
    }
    AtomicOutput.file(input, temporary -> Files.writeString(temporary, "new"));
    assertEquals("new", Files.readString(input));
  }
}
