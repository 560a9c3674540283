package protomass.report.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;
import protomass.core.file.OutputGuard;

/**
 * The files below a folder in a fixed order. Links are followed, since a workflow stages its inputs
 * as links; a file that is reached twice counts once. Hidden files and folders are left alone.
 */
final class InputFolder {
  private final List<NamedFile> files;
  private final SortedMap<String, NamedFile> opened = new TreeMap<>();

  private InputFolder(List<NamedFile> files) {
    this.files = files;
  }

  /**
   * Lists a folder.
   *
   * @throws BadInputException when it is absent, no folder, unreadable or linked into itself
   */
  static InputFolder list(Path root) {
    if (!Files.isDirectory(root)) {
      throw new BadInputException(
          root,
          Files.exists(root) ? "is not a folder" : "does not exist",
          "give --inputs the folder that holds the results of a run");
    }
    try (Stream<Path> tree = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      List<NamedFile> found =
          tree.map(path -> new NamedFile(path, name(root, path)))
              .filter(file -> !isHidden(file.name()) && !Files.isDirectory(file.path()))
              .sorted(Comparator.comparing(NamedFile::name))
              .toList();
      return new InputFolder(withoutRepeats(found));
    } catch (UncheckedIOException | IOException failure) {
      throw new BadInputException(
          root,
          "cannot be listed (" + failure.getMessage() + ")",
          "remove links that lead back into the folder and check permissions",
          failure);
    }
  }

  /** Files whose name ends with a suffix or is equal to it. */
  List<NamedFile> ending(String suffix) {
    return opened(files.stream().filter(file -> file.fileName().endsWith(suffix)).toList());
  }

  /** Files of exactly this name, in any folder. */
  List<NamedFile> named(String fileName) {
    return opened(files.stream().filter(file -> file.fileName().equals(fileName)).toList());
  }

  /** The file of a name in the same folder as another, links resolved or not. */
  Optional<NamedFile> beside(NamedFile file, String fileName) {
    String name = file.folder().isEmpty() ? fileName : file.folder() + "/" + fileName;
    Optional<NamedFile> listed =
        files.stream().filter(other -> other.name().equals(name)).findFirst();
    Path sibling = file.path().resolveSibling(fileName);
    Optional<NamedFile> found =
        listed.isPresent() || !Files.isRegularFile(sibling)
            ? listed
            : Optional.of(new NamedFile(sibling, name));
    opened(found.stream().toList());
    return found;
  }

  /** All files that were asked for so far, by name. */
  List<NamedFile> opened() {
    return List.copyOf(opened.values());
  }

  /** Tells that files will be read, all before the page is written. */
  private List<NamedFile> opened(List<NamedFile> chosen) {
    for (NamedFile file : chosen) {
      OutputGuard.reading(file.path());
      opened.put(file.name(), file);
    }
    return chosen;
  }

  private static String name(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.contains("/.");
  }

  private static List<NamedFile> withoutRepeats(List<NamedFile> found) throws IOException {
    Set<Path> seen = new HashSet<>();
    List<NamedFile> first = new ArrayList<>();
    for (NamedFile file : found) {
      // A link to nothing has no real path; whoever reads it will say so.
      Path real = Files.exists(file.path()) ? file.path().toRealPath() : file.path();
      if (seen.add(real)) {
        first.add(file);
      }
    }
    return first;
  }
}
