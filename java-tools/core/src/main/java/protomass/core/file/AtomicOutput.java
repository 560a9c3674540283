package protomass.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import protomass.core.error.CannotWriteException;

/**
 * Files and folders that appear whole or not at all: the content is written to a temporary name in
 * the same folder and moved when it is complete. When writing fails the temporary is removed and
 * whatever stood under the target's name stays untouched. {@link OutputGuard} says what may be
 * replaced, {@link OutputLock} keeps other writers away.
 *
 * <p>A process that ends in the middle calls {@link #removeUnfinished}.
 */
public final class AtomicOutput {
  /** Writes content to the path that it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  /** How often a process that ends looks again for what its threads may have begun. */
  private static final int MOST_ROUNDS = 25;

  private static final long ROUND_MILLISECONDS = 20;

  /** Temporaries that are being written. */
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  private AtomicOutput() {}

  /**
   * Removes what is being written, by whatever thread, and its locks, for a process that is about
   * to end: no output is begun after it. Threads that were just making a file are given the time to
   * do so, for it has to be removed too.
   */
  public static void removeUnfinished() {
    OutputLock.beginNoMore();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean found = UNFINISHED.stream().anyMatch(AtomicOutput::stands);
      UNFINISHED.forEach(AtomicOutput::removeQuietly);
      if (!found && round > 0) {
        break;
      }
      try {
        Thread.sleep(ROUND_MILLISECONDS);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    OutputLock.removeAll();
  }

  private static boolean stands(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Writes a file.
   *
   * @throws CannotWriteException when the folder or the file cannot be written, or another process
   *     writes it
   * @throws protomass.core.error.UsageException when the file is an input, or a folder
   */
  public static void file(Path target, Content content) {
    if (isUnfinished(target)) {
      // A part of a folder that is itself a temporary.
      write(target, target, content);
      return;
    }
    OutputForms.requireFile(String.valueOf(target), target);
    try (OutputLock _ = OutputLock.of(target)) {
      OutputGuard.requireUnread(target);
      write(target, place(target), content);
    }
  }

  private static void write(Path target, Path place, Content content) {
    throughTemporary(
        target,
        place,
        temporary -> {
          content.writeTo(temporary);
          Files.move(
              temporary,
              place,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        });
  }

  /** Makes an output by way of a temporary beside it, which is gone afterwards in any case. */
  private static void throughTemporary(Path target, Path place, Content work) {
    Path temporary = temporaryFor(place, "");
    UNFINISHED.add(temporary);
    try {
      createParent(place);
      work.writeTo(temporary);
    } catch (IOException failure) {
      throw new CannotWriteException(target, failure);
    } catch (UncheckedIOException failure) {
      throw new CannotWriteException(target, failure.getCause());
    } finally {
      removeQuietly(temporary);
      UNFINISHED.remove(temporary);
    }
  }

  /**
   * Writes a folder. The content receives a new empty folder. A folder that stands under the
   * target's name is replaced if it is empty or holds an artefact of the same kind and nothing
   * else; between the two moves of that replacement the old folder stands beside it as {@code
   * .NAME.old}.
   *
   * @param kind tells such an artefact from anything else
   * @throws CannotWriteException when the folder cannot be written, or another process writes it
   * @throws protomass.core.error.UsageException when what stands there must not be replaced
   */
  public static void folder(Path target, FolderArtefact kind, Content content) {
    OutputForms.requireReplaceable(String.valueOf(target), target, kind);
    try (OutputLock _ = OutputLock.of(target)) {
      writeFolder(target, place(target), kind, content);
    }
  }

  private static void writeFolder(Path target, Path place, FolderArtefact kind, Content content) {
    Path previous = previous(place);
    throughTemporary(
        target,
        place,
        temporary -> {
          removeQuietly(temporary);
          Files.createDirectory(temporary);
          content.writeTo(temporary);
          // Others may have put something there since the work began.
          OutputForms.requireReplaceable(String.valueOf(target), target, kind);
          OutputGuard.requireUnread(target);
          if (stands(place)) {
            removeQuietly(previous);
            Files.move(place, previous, StandardCopyOption.ATOMIC_MOVE);
          }
          Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
          removeQuietly(previous);
        });
  }

  /**
   * Puts a folder back that a process took away to replace it and was killed before it could. To be
   * called under the target's lock.
   */
  static void takeBack(Path target, FolderArtefact kind) {
    Path place = place(target);
    Path previous = previous(place);
    if (stands(place) || !Files.isDirectory(previous)) {
      return;
    }
    try {
      Files.move(previous, place, StandardCopyOption.ATOMIC_MOVE);
      System.err.printf(
          "%s: the %s of a killed run, back from %s%n", target, kind.name(), previous);
    } catch (IOException failure) {
      throw new CannotWriteException(target, failure);
    }
  }

  /**
   * A new folder beside an output for what a command needs on disk while it works; it goes with the
   * command, or with the next that writes the same output.
   *
   * @throws CannotWriteException when it cannot be made
   */
  public static Path scratchFolder(Path output) {
    Path folder = temporaryFor(place(output), "-scratch");
    UNFINISHED.add(folder);
    try {
      removeQuietly(folder);
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new CannotWriteException(output, failure);
    }
  }

  /** Removes a folder of {@link #scratchFolder}. */
  public static void removeScratch(Path folder) {
    removeQuietly(folder);
    UNFINISHED.remove(folder);
  }

  /** Whether a path is, or lies in, something that this process is writing. */
  static boolean isUnfinished(Path path) {
    if (UNFINISHED.isEmpty()) {
      return false;
    }
    Path absolute = path.toAbsolutePath();
    return UNFINISHED.stream().anyMatch(absolute::startsWith);
  }

  /**
   * Where an output stands: links in its folders are followed, and the output itself where it is a
   * link to a folder, so that the link stays.
   */
  static Path place(Path target) {
    FileIdentity identity = FileIdentity.of(target);
    return Files.isDirectory(target) ? identity.real() : identity.entry();
  }

  /** Where the old folder stands while it is replaced. */
  static Path previous(Path place) {
    return place.resolveSibling("." + place.getFileName() + ".old");
  }

  private static Path temporaryFor(Path place, String suffix) {
    return place
        .toAbsolutePath()
        .resolveSibling(
            ".%s.tmp-%d%s".formatted(place.getFileName(), ProcessHandle.current().pid(), suffix));
  }

  private static void createParent(Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  static void removeQuietly(Path path) {
    if (!stands(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException leftover) {
      // A temporary that cannot be removed must not hide why the output failed.
      System.err.println("warning: cannot remove " + path + ": " + leftover.getMessage());
    }
  }
}
