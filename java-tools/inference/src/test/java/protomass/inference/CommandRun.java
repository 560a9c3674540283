package protomass.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import protomass.core.command.CommandRunner;
import protomass.core.command.ProtomassCommand;

/** A command run in this process, with what it printed. */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(ProtomassCommand command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        CommandRunner.of(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Asserts success. */
  public CommandRun succeeded() {
    assertEquals(0, exitCode, err);
    return this;
  }

  /** Asserts an exit code and one line on the error stream with all of the given texts. */
  public void failed(int expectedExitCode, String... texts) {
    assertEquals(expectedExitCode, exitCode, err);
    assertEquals(1, err.lines().count(), err);
    for (String text : texts) {
      assertTrue(err.contains(text), () -> "'" + text + "' is not in: " + err);
    }
  }
}
