package protomass.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs small programs of the machine. */
final class Shell {
  private Shell() {}

  /** What a program printed, both streams together, and how it ended. */
  record Result(int exitCode, String output) {}

  /** Runs a program that ends by itself. */
  static Result run(Map<String, String> environment, long patienceSeconds, List<String> command)
      throws IOException, InterruptedException {
    // A file, not a pipe: daemons that a program leaves behind would hold a pipe open.
    Path output = Files.createTempFile("shell", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        Pipeline.kill(process);
        throw new AssertionError(command + " did not end:\n" + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    } finally {
      Files.delete(output);
    }
  }

  /** Runs a program that has to succeed, and returns what it printed. */
  static String succeed(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Result result = run(environment, 60, List.of(command));
    if (result.exitCode() != 0) {
      throw new AssertionError(
          "%s ended with %d:%n%s"
              .formatted(String.join(" ", command), result.exitCode(), result.output()));
    }
    return result.output();
  }
}
