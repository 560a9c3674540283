package protomass.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;

/**
 * A kind of folder that is written whole, and how a folder of that kind is told from any other.
 *
 * @param name for messages, such as {@code "checkpoint"}
 * @param record the file that says what the folder holds, such as {@code state.json}
 * @param parts reads the record and gives the names of all files that belong to the artefact; none
 *     where the record is not of this kind
 */
public record FolderArtefact(
    String name, String record, Function<Path, ? extends Collection<String>> parts) {
  /** What NFS calls a file that was deleted while some process has it open. */
  private static final String DELETED_ON_NFS = ".nfs";

  /**
   * An entry of a folder that is no part of an artefact of this kind, or null where there is none
   * and the folder may be replaced: it is empty, or holds the artefact and nothing else.
   *
   * @throws BadInputException when the folder or its record cannot be read
   */
  Path foreignEntry(Path folder) {
    List<Path> entries = entries(folder);
    if (entries.isEmpty()) {
      return null;
    }
    Path recordFile = folder.resolve(record);
    Collection<String> own =
        Files.isRegularFile(recordFile)
            ? OutputGuard.unwatched(() -> parts.apply(recordFile))
            : List.of();
    return entries.stream().filter(entry -> !isOwn(entry, own)).findFirst().orElse(null);
  }

  private boolean isOwn(Path entry, Collection<String> own) {
    String file = String.valueOf(entry.getFileName());
    if (file.startsWith(DELETED_ON_NFS)) {
      return true;
    }
    return !own.isEmpty()
        && (file.equals(record) || own.contains(file))
        && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    } catch (IOException failure) {
      throw new BadInputException(
          folder, "cannot be listed (" + failure + ")", "check its permissions", failure);
    }
  }
}
