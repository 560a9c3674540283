package protomass.core.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import protomass.core.error.UsageException;

/** Refuses outputs in whose place stands something that they must not replace. */
final class OutputForms {
  private OutputForms() {}

  /**
   * Looks at what stands in an output's place.
   *
   * @throws UsageException when it is not what the output may replace
   */
  static void require(OutputPlan.Entry entry) {
    String name = entry.option() == null ? "" + entry.path() : entry.option() + " " + entry.path();
    switch (entry.form()) {
      case OutputPlan.PlainFile() -> requireFile(name, entry.path());
      case OutputPlan.Container() -> requireContainer(name, entry.path());
      case OutputPlan.Prefix() -> {}
      case OutputPlan.WholeFolder(FolderArtefact kind) ->
          requireReplaceable(name, entry.path(), kind);
    }
  }

  /** A file, or nothing. */
  static void requireFile(String name, Path path) {
    if (Files.isDirectory(path)) {
      throw new UsageException(
          name + " is a folder, and a file is to be written",
          "give the name of a file, such as " + path.resolve("out"));
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new UsageException(
          name + " is neither a file nor free", "give the name of a file, which may be new");
    }
  }

  private static void requireContainer(String name, Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UsageException(
          name + " is a file, and files are to be written into a folder",
          "give a folder, which may be new");
    }
  }

  /** A folder that is empty or holds an artefact of the kind and nothing else, or nothing. */
  static void requireReplaceable(String name, Path path, FolderArtefact kind) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      requireNoParent(name, path);
      requirePrevious(name, path, kind);
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new UsageException(
          name + " is no folder, and a " + kind.name() + " is one", "give a new or empty folder");
    }
    if (FileIdentity.of(path).holds(FileIdentity.of(Path.of("")))) {
      throw new UsageException(
          "%s is or holds the folder that the command runs in, and would be replaced"
              .formatted(name),
          "run it from another folder, or give a new or empty one");
    }
    Path foreign = kind.foreignEntry(path);
    if (foreign != null) {
      String fault =
          Files.isRegularFile(path.resolve(kind.record()))
              ? "%s holds %s, which is no part of the %s and would be lost"
                  .formatted(name, foreign.getFileName(), kind.name())
              : "%s exists and holds no %s, but %s, which would be lost"
                  .formatted(name, kind.record(), foreign.getFileName());
      throw new UsageException(fault, "give a new or empty folder, or move it away");
    }
    requirePrevious(name, path, kind);
  }

  /** A name such as {@code new/..} that leads nowhere yet. */
  private static void requireNoParent(String name, Path path) {
    if (path.getFileName() == null || path.endsWith("..") || path.endsWith(".")) {
      throw new UsageException(name + " is no name of a folder", "give one such as results/a");
    }
  }

  /** The old folder stands there while it is replaced. */
  private static void requirePrevious(String name, Path path, FolderArtefact kind) {
    Path previous = AtomicOutput.previous(FileIdentity.of(path).real());
    if (!Files.exists(previous, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(previous, LinkOption.NOFOLLOW_LINKS)
        || kind.foreignEntry(previous) != null) {
      throw new UsageException(
          "%s needs the name %s, under which stands what is no %s"
              .formatted(name, previous, kind.name()),
          "move that away or give another folder");
    }
  }
}
