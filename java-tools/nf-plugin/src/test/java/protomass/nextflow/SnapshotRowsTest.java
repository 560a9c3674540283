package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nextflow.exception.AbortOperationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRowsTest {
  @TempDir private Path folder;

  @Test
  void theOrderIsThatOfThePathsHoweverTheyCome() {
    List<Path> paths =
        IntStream.range(0, 200)
            .mapToObj(n -> Path.of(String.format(Locale.ROOT, "/data/snapshot-%05d", n)))
            .toList();
    List<Path> shuffled = new ArrayList<>(paths);
    shuffled.addAll(paths.subList(0, 10));
    Collections.shuffle(shuffled, new Random(1));
    List<Map<String, Object>> rows = SnapshotRows.read(shuffled, path -> Map.of("path", path));
    assertEquals(paths, rows.stream().map(row -> row.get("path")).toList());
  }

  @Test
  void tenFaultsAreToldAndTheOthersCounted() {
    List<Path> paths =
        IntStream.range(0, 13)
            .mapToObj(n -> Path.of(String.format(Locale.ROOT, "/data/%02d", n)))
            .toList();
    AbortOperationException failure =
        assertThrows(
            AbortOperationException.class,
            () ->
                SnapshotRows.read(
                    paths,
                    path -> {
                      throw new IllegalArgumentException(path + ": is broken");
                    }));
    List<String> lines = failure.getMessage().lines().toList();
    assertEquals(11, lines.size(), failure.getMessage());
    assertEquals("fromSnapshots: /data/00: is broken", lines.getFirst());
    assertEquals("fromSnapshots: and 3 more", lines.getLast());
  }

  @Test
  void anOldJavaIsToldOnce() {
    AbortOperationException failure =
        assertThrows(
            AbortOperationException.class,
            () ->
                SnapshotRows.read(
                    List.of(Path.of("/a"), Path.of("/b")),
                    path -> {
                      throw new UnsupportedClassVersionError("69");
                    }));
    assertEquals(
        "fromSnapshots: needs Java 25 or newer, and this Nextflow runs on %s; set NXF_JAVA_HOME"
            .formatted(Runtime.version()),
        failure.getMessage());
  }

  @Test
  void objectStorageIsRefused() throws Exception {
    Path archive = folder.resolve("elsewhere.zip");
    try (FileSystem elsewhere = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path path = elsewhere.getPath("/snapshot.h5");
      AbortOperationException failure =
          assertThrows(
              AbortOperationException.class, () -> SnapshotRows.read(List.of(path), _ -> Map.of()));
      assertEquals(
          "fromSnapshots: %s: lies in object storage, where headers cannot be read; copy it to a disk"
              .formatted(path.toUri()),
          failure.getMessage());
    }
  }
}
