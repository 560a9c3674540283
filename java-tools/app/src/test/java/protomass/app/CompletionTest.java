package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.ExitCodes;

/** What shells make of the script: it is run by them. */
class CompletionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'protomass pro', project",
    "'protomass snapshot-', snapshot-check snapshot-info",
    "'protomass split --test-f', --test-fraction",
    "'protomass split --maps x.fits --by m --see', --seed",
  })
  void bashCompletesToolsAndOptions(String line, String completions) throws Exception {
    String words =
        """
        source '%s'
        COMP_WORDS=(%s); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}
        # Outside of a completion, bash has no options of it to be set, and says so.
        "$(complete -p protomass | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" 2> /dev/null
        printf '%%s\\n' "${COMPREPLY[@]}" | sed 's/ *$//' | sort | paste -s -d ' '
        """
            .formatted(script(), line, line);
    assertEquals(completions, output("bash", "--norc", "-c", words));
  }

  @Test
  void zshTakesIt() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/zsh")) || Files.isExecutable(Path.of("/bin/zsh")),
        "there is no zsh");
    String words = "source '%s'; echo ${_comps[protomass]}".formatted(script());
    assertTrue(output("zsh", "-f", "-c", words).contains("_bash_complete"));
  }

  private Path script() throws IOException {
    StringWriter out = new StringWriter();
    int exitCode = Protomass.commandLine().setOut(new PrintWriter(out, true)).execute("completion");
    assertEquals(ExitCodes.DONE, exitCode);
    return Files.writeString(folder.resolve("completion"), out.toString());
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }
}
