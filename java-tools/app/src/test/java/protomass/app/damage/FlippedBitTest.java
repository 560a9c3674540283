package protomass.app.damage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import protomass.app.damage.SmallRun.Stage;
import protomass.core.error.ExitCodes;
import protomass.core.random.RandomStream;

/**
 * One bit of an artefact is another: every stage that reads it ends with 65 and one line, or gives
 * the same bytes as without the damage.
 */
class FlippedBitTest {
  private static final int FLIPS = 200;

  /**
   * Where a stage computes before it comes to the damage; all of them with -Dprotomass.flips=200.
   */
  private static final int SLOW_FLIPS = Integer.getInteger("protomass.flips", 12);

  /** What a run leaves behind that is not of the training but of the machine. */
  private static final String OF_THE_RUN = "throughput.jsonl";

  @TempDir private static Path folder;
  private static SmallRun run;

  @BeforeAll
  static void makeArtefacts() throws IOException {
    run = new SmallRun(Files.createDirectories(folder.resolve("run")));
  }

  @TestFactory
  Stream<DynamicTest> seenByEveryReader() {
    return run.readers().entrySet().stream()
        .flatMap(
            artefact ->
                artefact.getValue().stream()
                    .map(
                        stage ->
                            DynamicTest.dynamicTest(
                                artefact.getKey() + " in " + stage.name(),
                                () -> flip(artefact.getKey(), stage))));
  }

  /** A test that cannot fail shows nothing: whoever reads an artefact needs it. */
  @Test
  void everyStageFailsWithoutItsArtefact() throws IOException {
    Path manifest = run.folder().resolve("fractals.manifest.json");
    byte[] whole = Files.readAllBytes(manifest);
    Files.delete(manifest);
    assertEquals(ExitCodes.BAD_INPUT, run(run.verify(), folder.resolve("none")).exitCode());
    Files.write(manifest, whole);
  }

  private static void flip(String name, Stage stage) throws IOException {
    Path file = run.folder().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Map<String, String> expected = result(stage, name);
    int flips = stage.quick() ? FLIPS : SLOW_FLIPS;
    try {
      for (int i = 0; i < flips; i++) {
        RandomStream random = RandomStream.of(31, "flip " + name, i);
        byte[] damaged = whole.clone();
        int place = random.nextInt(whole.length);
        int bit = random.nextInt(8);
        damaged[place] ^= (byte) (1 << bit);
        Files.write(file, damaged);
        requireSeen(stage, expected, "bit %d of byte %d".formatted(bit, place));
      }
    } finally {
      Files.write(file, whole);
    }
  }

  private static Map<String, String> result(Stage stage, String name) throws IOException {
    Path out = SmallRun.emptied(folder.resolve("out"));
    ToolRun undamaged = run(stage, out.resolve("result"));
    assertEquals(0, undamaged.exitCode(), name + ": " + undamaged.err());
    return content(out);
  }

  private static void requireSeen(Stage stage, Map<String, String> expected, String damage)
      throws IOException {
    Path out = SmallRun.emptied(folder.resolve("out"));
    ToolRun found = run(stage, out.resolve("result"));
    if (found.exitCode() == 0) {
      assertEquals(expected, content(out), damage);
    } else {
      assertEquals(ExitCodes.BAD_INPUT, found.exitCode(), damage + ": " + found.err());
      assertEquals(1, found.err().lines().count(), damage + ": " + found.err());
      assertTrue(content(out).isEmpty(), damage + " left " + content(out));
    }
  }

  private static ToolRun run(Stage stage, Path out) {
    return ToolRun.of(stage.arguments(out.toString()));
  }

  private static Map<String, String> content(Path out) throws IOException {
    Map<String, String> content = SmallRun.content(out);
    content.keySet().removeIf(name -> name.endsWith(OF_THE_RUN));
    return content;
  }
}
