package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.MetricsRow;
import protomass.core.json.Json;

class TrainingMetricsTest {
  private static final String ROW =
      "{\"iteration\":%d,\"epoch\":%s,\"loss\":6.7687,\"effective_rank\":32.552}%n";

  @TempDir private Path folder;
  private Path task;
  private final TrainingMetrics metrics = new TrainingMetrics();

  @BeforeEach
  void makeTask() throws IOException {
    task = Files.createDirectories(folder.resolve("task"));
  }

  @Test
  void nothingIsKnownBeforeTheFirstCheckpoint() {
    assertEquals("", metrics.read(List.of(task)));
    assertEquals("", metrics.read(List.of(folder.resolve("absent"))));
  }

  @Test
  void theLastWholeLineCounts() throws IOException {
    write(
        task,
        String.format(Locale.ROOT, ROW, 10, "1.25")
            + String.format(Locale.ROOT, ROW, 20, "2.5")
            + "{\"iteration\":30,\"epo");
    assertEquals("epoch 2.500, loss 6.769, effective rank 32.55", metrics.read(List.of(task)));
  }

  /** The plugin is built without the tools' records; a key that is renamed there fails here. */
  @Test
  void theKeysAreThoseThatTheTrainingWrites() throws IOException {
    MetricsRow row =
        new MetricsRow(10, 1.25, 640, 6.5f, 1, 2, 3, 4, 0.1, 0.2, 0.3, 0.4, 5, 6, 7, 8, 32.5f);
    write(task, Json.sealedLine(row) + "\n");
    assertEquals("epoch 1.250, loss 6.500, effective rank 32.50", metrics.read(List.of(task)));
  }

  @Test
  void linesWithoutMetricsArePassedOver() throws IOException {
    write(task, "{}\n[1]\nnull\n\n");
    assertEquals("", metrics.read(List.of(task)));
  }

  @Test
  void theProgressOfTheToolIsAdded() throws IOException {
    write(task, String.format(Locale.ROOT, ROW, 10, "1.25"));
    Files.writeString(
        task.resolve(".command.err"),
        """
        pretrain 27/192 steps (14 %), 2.33/s, 1:10 left, loss 6.9
        pretrain 95/192 steps (49 %), 2.33/s, 0:42 left, loss 6.812 (DINO 3.1), rank 5.0
        WARNING: something
        """);
    assertEquals(
        "epoch 1.250, loss 6.769, effective rank 32.55;"
            + " pretrain 95/192 steps (49 %), 2.33/s, 0:42 left, loss 6.812",
        metrics.read(List.of(task)));
    assertEquals("epoch 1.250, loss 6.769, effective rank 32.55", metrics.lastMetrics());
  }

  @Test
  void theCheckpointBeforeIsNotTakenForTheTasksOwn() throws IOException {
    Path before = folder.resolve("before");
    write(before, String.format(Locale.ROOT, ROW, 10, "1.25"));
    Files.createDirectories(task.resolve("previous"));
    Files.createSymbolicLink(task.resolve("previous/checkpoint"), before.resolve("checkpoint"));
    assertEquals("", metrics.read(List.of(task)));
  }

  @Test
  void whatIsKnownIsKeptWhenTheNextSegmentBegins() throws IOException {
    write(task, String.format(Locale.ROOT, ROW, 10, "1.25"));
    metrics.read(List.of(task));
    Path next = Files.createDirectories(folder.resolve("next"));
    assertEquals("epoch 1.250, loss 6.769, effective rank 32.55", metrics.read(List.of(next)));
  }

  private static void write(Path task, String lines) throws IOException {
    Files.createDirectories(task.resolve("checkpoint"));
    Files.writeString(task.resolve("checkpoint/metrics.jsonl"), lines);
  }
}
