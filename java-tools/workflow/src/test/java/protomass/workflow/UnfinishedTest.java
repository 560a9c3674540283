package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What bin/protomass-unfinished lays into a task's work folder. */
class UnfinishedTest {
  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void theFirstAttemptFindsNothing() throws Exception {
    Path first = attempt("first", "same");
    assertFalse(Files.exists(first.resolve("checkpoint")));
  }

  @Test
  void theFurthestOfAllEarlierAttemptsIsCopied() throws Exception {
    save(attempt("first", "same").resolve("checkpoint"), 9);
    save(attempt("second", "same").resolve("checkpoint"), 12);
    Files.delete(folder.resolve("second/checkpoint/state.json"));
    Path third = attempt("third", "same");
    assertEquals(9, steps(third));
    save(third.resolve("checkpoint"), 100);
    assertEquals(100, steps(attempt("fourth", "same")));
    assertEquals(9, steps(folder.resolve("first")));
  }

  @Test
  void aDamagedCheckpointIsPassedOver() throws Exception {
    save(attempt("first", "same").resolve("checkpoint"), 9);
    // The second goes on from the first's, and is further when its disk fails.
    Path second = attempt("second", "same").resolve("checkpoint");
    save(second, 12);
    Files.writeString(second.resolve("student.safetensors"), "damaged");
    assertEquals(9, steps(attempt("third", "same")));
  }

  @Test
  void aCheckpointThatIsJustBeingReplacedIsFoundBesideItsPlace() throws Exception {
    save(attempt("first", "same").resolve(".checkpoint.old"), 9);
    assertEquals(9, steps(attempt("second", "same")));
  }

  @Test
  void anotherTaskFindsNothing() throws Exception {
    save(attempt("first", "same").resolve("checkpoint"), 9);
    assertFalse(Files.exists(attempt("second", "other").resolve("checkpoint")));
  }

  /** Begins an attempt, as a task's wrapper does. */
  private Path attempt(String name, String script) throws Exception {
    Path task = Files.createDirectories(folder.resolve(name));
    Files.writeString(task.resolve(".command.sh"), script);
    Files.writeString(task.resolve(".command.run"), "nxf_stage() {\n    ln -s a b\n}\n# " + name);
    String tool = Pipeline.repository().resolve("bin/protomass-unfinished").toString();
    Shell.Result result =
        Shell.run(
            Map.of(),
            30,
            List.of(
                "bash",
                "-c",
                "cd \"$0\" && \"$1\" \"$2\" checkpoint",
                task.toString(),
                tool,
                folder.resolve("register").toString()));
    assertEquals(0, result.exitCode(), result.output());
    return task;
  }

  private static void save(Path checkpoint, int steps) throws Exception {
    Files.createDirectories(checkpoint);
    String content = "weights after " + steps;
    Files.writeString(checkpoint.resolve("student.safetensors"), content);
    String sum =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(content.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(
        checkpoint.resolve("state.json"),
        """
        {
          "iteration" : %d,
          "files" : {
            "student.safetensors" : "%s"
          },
          "provenance" : {
            "inputs" : {
              "recipe.yaml" : "%s"
            }
          }
        }
        """
            .formatted(steps, sum, sum));
  }

  private static int steps(Path task) throws IOException {
    String state = Files.readString(task.resolve("checkpoint/state.json"));
    assertTrue(Files.exists(task.resolve("checkpoint/student.safetensors")));
    return Integer.parseInt(state.replaceAll("(?s).*\"iteration\" : (\\d+).*", "$1"));
  }
}
