package protomass.vision.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import protomass.core.json.Json;

/**
 * The same model in Python, kept running and driven line by line so that its rounds can alternate
 * with ours. The interpreter is PROTOMASS_REFERENCE_PYTHON, else Debian's.
 */
final class PythonReference implements AutoCloseable {
  private static final Path SCRIPT = Path.of("vision/src/bench/python/reference.py");

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;
  private final String name;

  private PythonReference(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.name = read().get("reference").asText();
  }

  /**
   * Starts the reference on a file of weights and inputs; prints the reason where there is none.
   */
  static Optional<PythonReference> start(Path exchange, int threads) {
    String python = python();
    try {
      if (run(python, "-c", "import torch").waitFor() != 0) {
        return skip(python + " has no torch");
      }
      return Optional.of(
          new PythonReference(
              run(python, SCRIPT.toString(), exchange.toString(), Integer.toString(threads))));
    } catch (IOException absent) {
      return skip(python + " does not start");
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interruption);
    }
  }

  private static Optional<PythonReference> skip(String reason) {
    System.out.printf(
        "no reference: %s; install python3-torch or set PROTOMASS_REFERENCE_PYTHON%n", reason);
    return Optional.empty();
  }

  private static String python() {
    String chosen = System.getenv("PROTOMASS_REFERENCE_PYTHON");
    if (chosen != null && !chosen.isBlank()) {
      return chosen;
    }
    Path debian = Path.of("/usr/bin/python3");
    return Files.isExecutable(debian) ? debian.toString() : "python3";
  }

  private static Process run(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // These tune our process. How threads wait (OMP_WAIT_POLICY) stays the same on both sides.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(GOMP|MALLOC|GLIBC|LD)_.*|OMP_NUM_THREADS"));
    return builder.start();
  }

  /** The version and what it uses. */
  String name() {
    return name;
  }

  /** Sends a command and waits for its answer. */
  JsonNode ask(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException("the reference has ended", failure);
    }
    return read();
  }

  private JsonNode read() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "the reference has ended; run %s by hand to see why".formatted(SCRIPT));
      }
      return Json.mapper().readTree(line);
    } catch (IOException failure) {
      throw new UncheckedIOException("the reference's answer", failure);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
