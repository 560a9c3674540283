package protomass.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A run in progress that is about to be disturbed: waits for moments, finds processes, sends
 * signals. Whatever is left of the run is killed at the end.
 */
final class Disturbance implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 480;

  private final Pipeline pipeline;
  private final Process nextflow;
  private final Path output;

  /** Something to wait for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  Disturbance(Pipeline pipeline, Process nextflow, Path output) {
    this.pipeline = pipeline;
    this.nextflow = nextflow;
    this.output = output;
  }

  /** Waits until something holds, as long as the run lives. */
  void await(String what, Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      if (!nextflow.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what + ":\n" + printed());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * Waits until an attempt at a task has written a file.
   *
   * @param before work folders of attempts that are known already
   * @return the work folder
   */
  Path awaitTask(String task, List<Path> before, String file)
      throws IOException, InterruptedException {
    // The submission is printed; looking through all work folders would be slow.
    Pattern submitted = Pipeline.naming("process > ", task);
    await(task, () -> submitted.matcher(printed()).find());
    Path[] found = new Path[1];
    await(
        task + " writing " + file,
        () -> {
          Optional<Path> attempt =
              pipeline.taskFolders(task).stream()
                  .filter(path -> !before.contains(path))
                  .filter(path -> Files.exists(path.resolve(file)))
                  .findFirst();
          attempt.ifPresent(path -> found[0] = path);
          return attempt.isPresent();
        });
    return found[0];
  }

  /** Waits for the Java process that works in a task's folder. */
  ProcessHandle awaitProcess(Path task) throws IOException, InterruptedException {
    ProcessHandle[] found = new ProcessHandle[1];
    await(
        "a process in " + task,
        () -> {
          Optional<ProcessHandle> tool = toolIn(task);
          tool.ifPresent(handle -> found[0] = handle);
          return tool.isPresent();
        });
    return found[0];
  }

  private static Optional<ProcessHandle> toolIn(Path task) {
    return ProcessHandle.allProcesses()
        .filter(Disturbance::isTool)
        .filter(handle -> task.equals(folderOf(handle)))
        .findFirst();
  }

  /**
   * Whether a process is one of the tools: Java in a task's folder, in a container or not. A child
   * that Nextflow is about to make something else of is Java, too, for a moment.
   */
  static boolean isTool(ProcessHandle process) {
    if (!process.info().command().orElse("").endsWith("/bin/java")) {
      return false;
    }
    Path folder = folderOf(process);
    return folder != null && Files.exists(folder.resolve(".command.run"));
  }

  private static Path folderOf(ProcessHandle handle) {
    try {
      return Path.of("/proc/%d/cwd".formatted(handle.pid())).toRealPath();
    } catch (IOException ended) {
      return null;
    }
  }

  /** Waits for the run's own end. */
  void awaitEnd() throws IOException, InterruptedException {
    if (!nextflow.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the run did not end:\n" + printed());
    }
  }

  static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
    Shell.succeed(Map.of(), "kill", "-" + name, String.valueOf(process.pid()));
  }

  private String printed() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    if (nextflow.isAlive()) {
      Pipeline.kill(nextflow);
      nextflow.onExit().join();
    }
  }
}
