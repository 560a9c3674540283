package protomass.core.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder that bin/protomass made for this process alone, where the user has no folder of their
 * own for native libraries. Libraries that are loaded stay usable once it is removed.
 */
public final class ScratchFolder {
  /** Names the folder; absent where there is none. */
  static final String PROPERTY = "protomass.scratch";

  private ScratchFolder() {}

  /** Removes it, if there is one. */
  public static void remove() {
    String name = System.getProperty(PROPERTY, "");
    if (!name.isEmpty() && Files.isDirectory(Path.of(name), LinkOption.NOFOLLOW_LINKS)) {
      AtomicOutput.removeQuietly(Path.of(name));
    }
  }
}
