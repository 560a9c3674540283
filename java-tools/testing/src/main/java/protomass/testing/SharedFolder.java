package protomass.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the simulation data that stand beside a checkout, or skips the calling test with a printed
 * reason.
 */
public final class SharedFolder {
  private SharedFolder() {}

  /** A file of {@code ../shared/data}, such as {@code ramses/maps_H1.h5}. */
  public static Path data(String name) {
    return require(
        repository().resolve("../shared/data").resolve(name),
        "put the simulation data at ../shared/data");
  }

  /** The root of the checkout that is being tested. */
  public static Path repository() {
    String root = System.getProperty("protomass.root");
    if (root == null) {
      throw new IllegalStateException(
          "the system property protomass.root is not set; run the tests through Maven");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }

  private static Path require(Path path, String mend) {
    Path normal = path.toAbsolutePath().normalize();
    if (!Files.exists(normal)) {
      String reason = "skipped: " + normal + " is absent; " + mend;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return normal;
  }
}
