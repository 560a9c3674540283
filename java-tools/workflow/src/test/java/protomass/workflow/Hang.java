package protomass.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lets a process come no further, whoever wakes it, and kills it at the end. A stopped process
 * heeds no signal but SIGCONT, which SLURM sends before it sends SIGTERM.
 */
final class Hang implements AutoCloseable {
  private final ProcessHandle process;
  private final Thread guard;

  Hang(ProcessHandle process) {
    this.process = process;
    this.guard = Thread.ofPlatform().daemon().start(this::stopAgainAndAgain);
  }

  private void stopAgainAndAgain() {
    try {
      while (process.isAlive()) {
        if (!isStopped()) {
          // It may have ended in between.
          Shell.run(Map.of(), 10, List.of("kill", "-STOP", String.valueOf(process.pid())));
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped() {
    try {
      String state = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
      return state.charAt(state.lastIndexOf(')') + 2) == 'T';
    } catch (IOException ended) {
      return false;
    }
  }

  @Override
  public void close() {
    guard.interrupt();
    process.destroyForcibly();
  }
}
