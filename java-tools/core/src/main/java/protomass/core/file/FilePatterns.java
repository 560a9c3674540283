package protomass.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;

/**
 * Finds the files that a user names, by plain paths or by patterns such as {@code
 * 'results/maps-*.fits'} that the shell did not expand. Symbolic links are followed for reading but
 * never resolved: a file keeps the name by which it was found.
 */
public final class FilePatterns {
  private static final String GLOB_CHARACTERS = "*?[{";
  private static final String ANY_DEPTH = "**";

  private FilePatterns() {}

  /**
   * The files in the order of their names, each once.
   *
   * @param option the option that names them, such as {@code --maps}, for messages
   * @return absolute, normalised paths
   * @throws BadInputException when a path does not exist or a pattern matches nothing
   */
  public static List<Path> find(String option, List<String> namesAndPatterns) {
    TreeSet<Path> found = new TreeSet<>();
    for (String text : namesAndPatterns) {
      Path plain = Path.of(text).toAbsolutePath().normalize();
      if (Files.isRegularFile(plain)) {
        found.add(plain);
      } else if (isPattern(text)) {
        found.addAll(matches(option, text));
      } else {
        throw new BadInputException(Path.of(text), "does not exist", "check " + option);
      }
    }
    found.forEach(OutputGuard::reading);
    return List.copyOf(found);
  }

  private static List<Path> matches(String option, String text) {
    Path pattern = Path.of(text).normalize();
    int plainNames = 0;
    while (plainNames < pattern.getNameCount()
        && !isPattern(pattern.getName(plainNames).toString())) {
      plainNames++;
    }
    List<Path> found = List.of();
    if (plainNames < pattern.getNameCount()) {
      // Only the part behind the plain names is a pattern: the working folder may hold brackets.
      Path folder = leading(pattern, plainNames);
      Path rest = pattern.subpath(plainNames, pattern.getNameCount());
      int depth = text.contains(ANY_DEPTH) ? Integer.MAX_VALUE : rest.getNameCount();
      found =
          Files.isDirectory(folder) ? walk(folder, depth, matcher(option, text, rest)) : List.of();
    }
    if (found.isEmpty()) {
      throw new BadInputException(Path.of(text), "matches no file", "check " + option);
    }
    return found;
  }

  private static Path leading(Path pattern, int names) {
    Path start = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
    Path folder = names == 0 ? start : start.resolve(pattern.subpath(0, names));
    return folder.toAbsolutePath().normalize();
  }

  private static PathMatcher matcher(String option, String text, Path pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException failure) {
      throw new UsageException(
          "%s '%s' is not a file pattern (%s)".formatted(option, text, failure.getDescription()),
          "balance its brackets or name the files");
    }
  }

  private static List<Path> walk(Path root, int depth, PathMatcher matcher) {
    try (Stream<Path> tree = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
      return tree.filter(
              path -> matcher.matches(root.relativize(path)) && Files.isRegularFile(path))
          .toList();
    } catch (IOException failure) {
      throw unreadable(root, failure);
    } catch (UncheckedIOException failure) {
      throw unreadable(root, failure.getCause());
    }
  }

  private static BadInputException unreadable(Path root, IOException failure) {
    return new BadInputException(
        root, "cannot be searched (" + failure + ")", "check its permissions", failure);
  }

  private static boolean isPattern(String text) {
    return text.chars().anyMatch(letter -> GLOB_CHARACTERS.indexOf(letter) >= 0);
  }
}
