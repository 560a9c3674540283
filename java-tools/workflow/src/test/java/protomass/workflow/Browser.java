package protomass.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Headless Chromium, which reads a page as a person's browser would. */
final class Browser {
  private static final String PROGRAM = "chromium";
  private static final long PATIENCE_MINUTES = 2;

  /**
   * What became of a page.
   *
   * @param consoleMessages whatever stands in the browser's console: errors, refused resources
   * @param document the document as the browser understood it
   */
  record Visit(List<String> consoleMessages, String document) {}

  private Browser() {}

  static boolean isInstalled() {
    return Requirement.isInstalled(PROGRAM);
  }

  static Visit visit(Path page) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("browser");
    Path document = scratch.resolve("document");
    Path log = scratch.resolve("log");
    Process process =
        new ProcessBuilder(
                PROGRAM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("the browser did not end");
    }
    // Chromium's own log is not always clean UTF-8.
    List<String> console =
        Files.readString(log, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> line.contains(":CONSOLE"))
            .toList();
    return new Visit(console, Files.readString(document));
  }
}
