package protomass.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference numbers that other programs computed. They stand in java-tools/golden, with a README in
 * each folder; the environment variable PROTOMASS_GOLDEN names another folder of the same kinds.
 */
public final class Goldens {
  private static final String OWN = "java-tools/golden";

  private Goldens() {}

  /**
   * All files of a kind, in the order of their names: a test of the kind runs over every one. Where
   * PROTOMASS_GOLDEN holds none, the calling test is skipped with a printed reason; the repository
   * has some of every kind.
   *
   * @param folder such as {@code dinov2}
   * @param kind a glob of file names, such as {@code train_*.safetensors}
   */
  public static List<Path> of(String folder, String kind) {
    String configured = System.getenv("PROTOMASS_GOLDEN");
    boolean other = configured != null && !configured.isBlank();
    Path place = SharedFolder.repository().resolve(other ? configured : OWN).resolve(folder);
    List<Path> found = list(place.normalize(), kind);
    if (found.isEmpty() && !other) {
      throw new AssertionError("no " + kind + " in " + place + ": the checkout is not whole");
    }
    if (found.isEmpty()) {
      String reason =
          "skipped: no " + kind + " in " + place + "; PROTOMASS_GOLDEN names another folder";
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return found;
  }

  /**
   * A file of the repository, whatever PROTOMASS_GOLDEN says: for tests that show on numbers known
   * to be telling that a comparison with the goldens can fail.
   *
   * @param name such as {@code flame/attractors.json}
   */
  public static Path own(String name) {
    Path file = SharedFolder.repository().resolve(OWN).resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new AssertionError("no " + file + ": the checkout is not whole");
    }
    return file;
  }

  private static List<Path> list(Path folder, String kind) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind)) {
        files.forEach(found::add);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    Collections.sort(found);
    return found;
  }
}
