package protomass.app.damage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import protomass.app.Protomass;

/** The command line run in this process, with what it printed as errors. */
record ToolRun(int exitCode, String err) {
  static ToolRun of(List<String> arguments) {
    StringWriter err = new StringWriter();
    int exitCode =
        Protomass.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new ToolRun(exitCode, err.toString());
  }
}
