package protomass.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file or folder as the file system knows it, whatever names and links lead to it.
 *
 * @param entry the folder's entry that the path names, links in the folders before it followed;
 *     moving another file there replaces the entry
 * @param real what the entry leads to, links followed; the entry itself where nothing stands there
 * @param key device and number of what stands there, the same for all hard links; null for nothing
 */
record FileIdentity(Path entry, Path real, Object key) {
  static FileIdentity of(Path path) {
    Path absolute = path.toAbsolutePath();
    Path real = real(absolute);
    Path name = absolute.getFileName();
    boolean named = name != null && !isRelative(name);
    Path entry = named ? real(absolute.getParent()).resolve(name) : real;
    return new FileIdentity(entry, real, key(absolute));
  }

  /** Whether both are one file: by place, by link or by hard link. */
  boolean isSameAs(FileIdentity other) {
    return entry.equals(other.entry)
        || real.equals(other.real)
        || (key != null && key.equals(other.key));
  }

  /** Whether this is a folder or would replace one that this identity lies in, or is it. */
  boolean holds(FileIdentity other) {
    return other.entry.startsWith(real) || other.real.startsWith(real);
  }

  private static Path real(Path absolute) {
    try {
      return absolute.toRealPath();
    } catch (IOException absent) {
      Path name = absolute.getFileName();
      return name == null
          ? absolute
          : real(absolute.getParent()).resolve(name.toString()).normalize();
    }
  }

  private static boolean isRelative(Path name) {
    return name.toString().equals(".") || name.toString().equals("..");
  }

  private static Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException absent) {
      return null;
    }
  }
}
