package protomass.snapshot.ramses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;
import protomass.snapshot.Candidate;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotReader;

/** Reads output folders of RAMSES (Teyssier 2002): gas with or without magnetic field, sinks. */
public final class RamsesReader implements SnapshotReader {
  private static final Pattern INFO = Pattern.compile("info_(\\d{5})\\.txt");

  @Override
  public String format() {
    return "RAMSES output folder";
  }

  @Override
  public boolean accepts(Candidate candidate) {
    Path path = candidate.path();
    if (Files.isDirectory(path)) {
      return !infoFiles(path).isEmpty();
    }
    return Files.isRegularFile(path) && matcher(path).matches();
  }

  @Override
  public Snapshot open(Path path) {
    if (!Files.isDirectory(path)) {
      return RamsesSnapshot.open(path, path.toAbsolutePath().getParent(), number(path));
    }
    List<Path> found = infoFiles(path);
    if (found.size() != 1) {
      throw new BadInputException(
          path,
          "holds %d files info_NNNNN.txt".formatted(found.size()),
          "name the one that is meant");
    }
    return RamsesSnapshot.open(path, path, number(found.getFirst()));
  }

  private static String number(Path info) {
    Matcher matcher = matcher(info);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(info + " is no info file");
    }
    return matcher.group(1);
  }

  private static Matcher matcher(Path path) {
    return INFO.matcher(String.valueOf(path.getFileName()));
  }

  private static List<Path> infoFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> matcher(path).matches()).sorted().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
