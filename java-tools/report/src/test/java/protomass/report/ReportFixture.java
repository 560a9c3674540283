package protomass.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import protomass.core.command.CommandRunner;

/** One run of the command in this process. */
record ReportFixture(int exitCode, String out, String err) {
  static ReportFixture run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        CommandRunner.of(new ReportCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] texts = java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int exitCode = command.execute(texts);
    return new ReportFixture(exitCode, out.toString(), err.toString());
  }

  static ReportFixture report(Path inputs, Path page) {
    return run("--inputs", inputs, "--out", page);
  }
}
