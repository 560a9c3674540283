package protomass.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import protomass.core.error.UsageException;

/**
 * Keeps what a command writes away from what it reads, and from what is not its own. The command
 * runner begins a guard with the command's {@link OutputPlan} and the paths on its command line;
 * every reader tells it of each file that it opens, {@link AtomicOutput} asks it before it writes.
 * So an output that is an input, or would replace or contain one, is refused as soon as both are
 * known: before the work, since inputs are opened first. Files are compared by place, by link and
 * by hard link.
 *
 * <p>A guard is of the thread that begins it and of the threads that this one starts. Where there
 * is none, nothing is refused but what {@link OutputForms} refuses.
 */
public final class OutputGuard implements AutoCloseable {
  private static final InheritableThreadLocal<OutputGuard> CURRENT = new InheritableThreadLocal<>();

  /** An input, and the option that named it or null. */
  private record Input(String option, Path path, FileIdentity identity) {}

  private record Output(OutputPlan.Entry entry, FileIdentity identity) {}

  private final boolean goesOn;
  private final List<Output> outputs = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final Set<Path> known = new HashSet<>();
  private final Map<Path, List<Path>> temporaries = new HashMap<>();
  private final Deque<OutputLock> locks = new ArrayDeque<>();

  private OutputGuard(boolean goesOn) {
    this.goesOn = goesOn;
  }

  /**
   * Checks what a command is going to write and locks it until the guard is closed.
   *
   * @param named the paths on the command line that are no outputs, by option
   * @throws UsageException when an output would destroy an input or what is not of its kind
   * @throws protomass.core.error.CannotWriteException when another process writes there
   */
  public static OutputGuard begin(OutputPlan plan, Map<String, ? extends Collection<Path>> named) {
    OutputGuard guard = new OutputGuard(plan.goesOn());
    try {
      named.forEach((option, paths) -> paths.forEach(path -> guard.addInput(option, path)));
      guard.add(plan);
    } catch (RuntimeException failure) {
      guard.close();
      throw failure;
    }
    CURRENT.set(guard);
    return guard;
  }

  /** Adds outputs that a command knows only once it has read something. */
  public static void alsoWrites(OutputPlan plan) {
    OutputGuard guard = CURRENT.get();
    if (guard == null) {
      plan.entries().forEach(OutputForms::require);
    } else {
      guard.add(plan);
    }
  }

  /**
   * Tells that a file or folder is an input, and is called by whatever opens one.
   *
   * @throws UsageException when an output of the command would destroy it
   */
  public static void reading(Path path) {
    OutputGuard guard = CURRENT.get();
    if (guard != null && !AtomicOutput.isUnfinished(path)) {
      guard.read(path);
    }
  }

  /**
   * Tells that everything below a folder is an input.
   *
   * @throws UsageException when an output of the command would destroy a part of it
   */
  public static void readingAll(Path folder) {
    OutputGuard guard = CURRENT.get();
    if (guard == null) {
      return;
    }
    reading(folder);
    if (Files.isDirectory(folder) && guard.replacesFiles()) {
      try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
        tree.filter(Files::isRegularFile).forEach(OutputGuard::reading);
      } catch (IOException | UncheckedIOException unreadable) {
        throw new UsageException(
            "%s is read, but cannot be searched for outputs (%s)"
                .formatted(folder, unreadable.getMessage()),
            "write to a file that does not exist yet");
      }
    }
  }

  /** Reads something that is no input, such as the record of what is about to be replaced. */
  static <T> T unwatched(Supplier<T> reading) {
    OutputGuard guard = CURRENT.get();
    CURRENT.remove();
    try {
      return reading.get();
    } finally {
      CURRENT.set(guard);
    }
  }

  /**
   * Asked before anything is written.
   *
   * @throws UsageException when the output would destroy an input
   */
  static void requireUnread(Path target) {
    OutputGuard guard = CURRENT.get();
    if (guard != null) {
      guard.requireNoInput(
          new OutputPlan.Entry(null, target, new OutputPlan.PlainFile(), false),
          FileIdentity.of(target));
    }
  }

  /** Hidden files and folders in a folder that look like temporaries; looked for once a command. */
  static List<Path> temporariesIn(Path folder) {
    OutputGuard guard = CURRENT.get();
    if (guard == null) {
      return OutputLock.listTemporaries(folder);
    }
    synchronized (guard) {
      return guard.temporaries.computeIfAbsent(folder, OutputLock::listTemporaries);
    }
  }

  @Override
  public void close() {
    CURRENT.remove();
    while (!locks.isEmpty()) {
      locks.pop().close();
    }
    // A pool's thread may remember this guard longer than its command lasts.
    forget();
  }

  private synchronized void forget() {
    outputs.clear();
    inputs.clear();
  }

  private synchronized void add(OutputPlan plan) {
    for (OutputPlan.Entry entry : plan.entries()) {
      OutputForms.require(entry);
      FileIdentity identity = FileIdentity.of(entry.path());
      requireOnce(entry, identity);
      requireNoInput(entry, identity);
      outputs.add(new Output(entry, identity));
    }
    for (OutputPlan.Entry entry : plan.entries()) {
      if (entry.locked()) {
        locks.push(OutputLock.of(entry.path()));
        if (entry.form() instanceof OutputPlan.WholeFolder(FolderArtefact kind)) {
          AtomicOutput.takeBack(entry.path(), kind);
        }
      }
    }
  }

  private void requireOnce(OutputPlan.Entry entry, FileIdentity identity) {
    if (isShared(entry)) {
      return;
    }
    for (Output other : outputs) {
      if (!isShared(other.entry()) && other.identity().entry().equals(identity.entry())) {
        throw new UsageException(
            "%s would be written twice, for %s and for %s"
                .formatted(entry.path(), other.entry().option(), entry.option()),
            "give another name");
      }
    }
  }

  /** Whether an output is no file or folder of its own, but where some are. */
  private static boolean isShared(OutputPlan.Entry entry) {
    return entry.form() instanceof OutputPlan.Prefix
        || entry.form() instanceof OutputPlan.Container;
  }

  private synchronized void read(Path path) {
    if (known.contains(path) || (goesOn && isOwn(path))) {
      return;
    }
    addInput(null, path);
  }

  /** Whether a file is an earlier output of the command, or lies in one. */
  private boolean isOwn(Path path) {
    FileIdentity identity = FileIdentity.of(path);
    return outputs.stream()
        .anyMatch(
            output ->
                output.entry().form() instanceof OutputPlan.WholeFolder
                    ? output.identity().holds(identity)
                    : output.identity().entry().equals(identity.entry()));
  }

  private synchronized void addInput(String option, Path path) {
    Input input = new Input(option, path, FileIdentity.of(path));
    outputs.forEach(output -> requireApart(output.entry(), output.identity(), input));
    known.add(path);
    inputs.add(input);
  }

  private synchronized void requireNoInput(OutputPlan.Entry entry, FileIdentity identity) {
    inputs.forEach(input -> requireApart(entry, identity, input));
  }

  private static void requireApart(OutputPlan.Entry entry, FileIdentity output, Input input) {
    if (isShared(entry)) {
      return;
    }
    if (output.isSameAs(input.identity())) {
      throw new UsageException(
          "%s is the input %s, which would be lost".formatted(text(entry), text(input)),
          "give another name");
    }
    if (output.holds(input.identity())) {
      throw new UsageException(
          "%s holds the input %s, which would be lost".formatted(text(entry), text(input)),
          "give another folder");
    }
  }

  private static String text(OutputPlan.Entry entry) {
    return entry.option() == null ? "" + entry.path() : entry.option() + " " + entry.path();
  }

  private static String text(Input input) {
    return input.option() == null ? "" + input.path() : input.path() + " of " + input.option();
  }

  /** Whether a file stands already where one is going to be written. */
  private synchronized boolean replacesFiles() {
    return outputs.stream().anyMatch(output -> output.identity().key() != null);
  }
}
