package protomass.flame.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import protomass.core.command.CommandRunner;
import protomass.flame.command.FlameCommand;

/** The command in a process of its own, which states what the whole process took. */
final class ShardProcess {
  private ShardProcess() {}

  public static void main(String[] arguments) throws IOException {
    int code = CommandRunner.of(new FlameCommand()).execute(arguments);
    System.out.printf(Locale.ROOT, "%.2f %d%n", CpuClock.process(), peakMebibytes());
    System.exit(code);
  }

  private static long peakMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }
}
