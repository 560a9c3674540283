package protomass.report.input;

import java.nio.file.Path;

/**
 * A file among the inputs.
 *
 * @param path where it lies
 * @param name its path below the folder of inputs, with slashes
 */
public record NamedFile(Path path, String name) {
  /** The last part of the name. */
  public String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The name without its last part; empty at the top. */
  public String folder() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
