package protomass.workflow;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine; without it the test is skipped and the reason printed. */
final class Requirement {
  private Requirement() {}

  /** Skips the test unless a condition holds. */
  static void that(boolean condition, String otherwise) {
    if (!condition) {
      String reason = "skipped: " + otherwise;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
  }

  /** Whether a program can be run by its name; system folders count even if the PATH lacks them. */
  static boolean isInstalled(String program) {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
