package protomass.snapshot.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import protomass.core.command.CommandRunner;

/** The outcome of a command that was run in process. */
public record CommandCall(int exitCode, String out, String err) {
  public static CommandCall of(Object command, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        CommandRunner.of(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] texts = java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    return new CommandCall(line.execute(texts), out.toString(), err.toString());
  }
}
