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
 * whatever stood under the target's name stays untouched.
 *
 * <p>A process that ends in the middle calls {@link #removeUnfinished}.
 */
public final class AtomicOutput {
  /** Writes content to the path that it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  /** Temporaries that are being written. */
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  private AtomicOutput() {}

  /** Removes what is being written at the moment, by whatever thread. */
  public static void removeUnfinished() {
    UNFINISHED.forEach(AtomicOutput::removeQuietly);
  }

  /**
   * Writes a file.
   *
   * @throws CannotWriteException when the folder or the file cannot be written
   */
  public static void file(Path target, Content content) {
    Path temporary = temporaryFor(target);
    UNFINISHED.add(temporary);
    try {
      createParent(target);
      content.writeTo(temporary);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
   * target's name is replaced; between the two moves of that replacement the old folder stands
   * beside it as {@code .NAME.old}.
   *
   * @throws CannotWriteException when the folder cannot be written
   */
  public static void folder(Path target, Content content) {
    Path temporary = temporaryFor(target);
    Path previous = target.resolveSibling("." + target.getFileName() + ".old");
    UNFINISHED.add(temporary);
    try {
      createParent(target);
      removeQuietly(temporary);
      Files.createDirectory(temporary);
      content.writeTo(temporary);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        removeQuietly(previous);
        Files.move(target, previous, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      removeQuietly(previous);
    } catch (IOException failure) {
      throw new CannotWriteException(target, failure);
    } catch (UncheckedIOException failure) {
      throw new CannotWriteException(target, failure.getCause());
    } finally {
      removeQuietly(temporary);
      UNFINISHED.remove(temporary);
    }
  }

  private static Path temporaryFor(Path target) {
    return target
        .toAbsolutePath()
        .resolveSibling("." + target.getFileName() + ".tmp-" + ProcessHandle.current().pid());
  }

  private static void createParent(Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  private static void removeQuietly(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
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
