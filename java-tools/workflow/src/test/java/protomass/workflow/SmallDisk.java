package protomass.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file system in memory whose size can be changed, where the user may mount one. */
record SmallDisk(Path folder) implements AutoCloseable {
  /** Unmounts what an interrupted test may have left. */
  static void release(Path folder) throws IOException, InterruptedException {
    Shell.run(Map.of(), 30, List.of("umount", "--lazy", folder.toString()));
  }

  /** Mounts one, or skips the test. */
  static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Shell.Result mounted =
        Shell.run(
            Map.of(),
            30,
            List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
    Requirement.that(
        mounted.exitCode() == 0, "no tmpfs can be mounted here: " + mounted.output().strip());
    return new SmallDisk(folder);
  }

  void resize(String size) throws IOException, InterruptedException {
    Shell.succeed(Map.of(), "mount", "-o", "remount,size=" + size, folder.toString());
  }

  @Override
  public void close() {
    try {
      // Lazily: a process that was killed may still have it open.
      release(folder);
    } catch (IOException failure) {
      System.out.println(folder + " is still mounted: " + failure.getMessage());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
