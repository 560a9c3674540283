package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.testing.SharedFolder;

class ExitCodeTableTest {
  private final ExitCodeTable table = ExitCodeTable.load();

  @Test
  void theDocumentationTellsOfEveryCodeOfTheTools() {
    assertAll(
        IntStream.of(2, 65, 69, 70, 71, 73, 75)
            .mapToObj(
                code ->
                    () -> {
                      String words = table.describe(code);
                      assertEquals(code + ": ", words.substring(0, 4).replaceAll(":.*", ": "));
                      assertEquals(2, words.split("; ", 2).length, words);
                    }));
  }

  @Test
  void theDocumentationHasTheTable() throws IOException {
    String usage = Files.readString(SharedFolder.repository().resolve("docs/usage.md"));
    String documented =
        usage.substring(usage.indexOf("\n| code | meaning | what to do |\n|---|---|---|\n") + 1);
    List<String> rows = documented.lines().skip(2).takeWhile(row -> !row.isEmpty()).toList();
    assertEquals(
        table.rows().entrySet().stream()
            .map(
                entry ->
                    "| %s | %s | %s |"
                        .formatted(
                            entry.getKey(), entry.getValue().meaning(), entry.getValue().action()))
            .map(row -> row.replace("|  |", "| |"))
            .toList(),
        rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "65 | 65: bad input data; the message names the file, the value and the mend",
        "137 | 137: killed by SIGKILL, most often for want of memory",
        "143 | 143: ended by SIGTERM, as at a time limit or when the task is cancelled",
        "1 | 1",
        "0 | 0",
        "255 | 255",
      })
  void codesAreExplained(int code, String words) {
    assertEquals(words, table.describe(code));
  }

  @Test
  void aTaskThatLeftNoCodeIsExplainedToo() {
    assertEquals(
        "none: the task was not started, or was lost with its machine or by the batch system",
        table.describe(Attempt.NO_EXIT_CODE));
    assertEquals(
        "No exit code: the task was not started, or was lost with its machine or by the batch system",
        table.sentence(Attempt.NO_EXIT_CODE));
    assertEquals("Exit code 1", table.sentence(1));
  }
}
