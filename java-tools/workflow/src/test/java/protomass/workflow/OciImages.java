package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The images of the Dockerfile, built by Buildah in a storage of their own on the root that the
 * Apptainer images are built on: nothing is fetched, and no daemon is needed.
 */
final class OciImages implements AutoCloseable {
  private static final long BUILD_SECONDS = 300;
  private static final String BASE = "localhost/protomass-base:test";

  private final Path storage;
  private final Path work;
  private final String tag;
  private final Map<String, String> environment;

  private OciImages(Path folder, String tag) throws IOException {
    this.storage = folder.resolve("storage");
    this.work = Files.createDirectory(folder.resolve("work"));
    this.tag = tag;
    // Copies in place of overlays, which do not work on every file system; no cgroups, no new
    // namespaces, which need rights that a job of continuous integration may lack.
    Path configuration = folder.resolve("storage.conf");
    Files.writeString(
        configuration,
        """
        [storage]
        driver = "vfs"
        graphroot = "%1$s/graph"
        runroot = "%1$s/run"
        """
            .formatted(storage));
    this.environment =
        Map.of(
            "CONTAINERS_STORAGE_CONF",
            configuration.toString(),
            "BUILDAH_ISOLATION",
            "chroot",
            "BASE",
            BASE,
            "REGISTRY",
            "localhost/protomass");
  }

  /**
   * Builds the images, or skips the test where there is no Buildah.
   *
   * @param twin an image that Apptainer made of the same tools, whose tag has to be the same
   */
  static OciImages build(Path twin) throws Exception {
    Requirement.that(
        Requirement.isInstalled("buildah"),
        "buildah is not installed; the Dockerfile is not built");
    Requirement.that(
        System.getProperty("user.name").equals("root"),
        "only root can build by Buildah without more settings; the Dockerfile is not built");
    String tag = twin.getFileName().toString().replaceAll("protomass-torch-cpu-(.*)\\.sif", "$1");
    Path folder = RunFolder.of(ContainerTest.class, "oci");
    OciImages images = new OciImages(folder, tag);
    Path root = Pipeline.repository().resolve("containers/target/rootfs");
    Path recipe = folder.resolve("Containerfile");
    Files.writeString(recipe, "FROM scratch\nCOPY . /\n");
    images.succeed(
        List.of("buildah", "build", "--tag", BASE, "--file", recipe.toString(), root.toString()));
    Path script = Pipeline.repository().resolve("containers/build.sh");
    String output = images.succeed(List.of(script.toString(), "buildah"));
    assertTrue(output.contains("built images with the tag " + tag), output);
    // Any user may write what a container writes.
    Shell.succeed(Map.of(), "chmod", "777", images.work.toString());
    return images;
  }

  /** The folder that containers see as /work. */
  Path work() {
    return work;
  }

  /** Runs a line of shell in an image, as a user without a name or a home, and without network. */
  String run(String image, Path recipe, String line) throws Exception {
    String name = "localhost/protomass/protomass-" + image + ":" + tag;
    List<String> from = List.of("buildah", "from", "--pull-never", name);
    String container = succeed(from).strip().lines().toList().getLast();
    String mounts =
        "--volume %s:/work --volume %s:/recipe.yaml:ro".formatted(work.toRealPath(), recipe);
    String command =
        "unshare --net buildah run --user 1234:1234 %s %s -- sh -c '%s'"
            .formatted(mounts, container, line);
    return succeed(List.of("sh", "-c", command));
  }

  private String succeed(List<String> command) throws IOException, InterruptedException {
    Shell.Result result = Shell.run(environment, BUILD_SECONDS, command);
    assertEquals(0, result.exitCode(), () -> command + ":\n" + result.output());
    return result.output();
  }

  /** Removes the images and the containers, a gigabyte and more. */
  @Override
  public void close() throws IOException {
    try {
      succeed(List.of("buildah", "rm", "--all"));
      succeed(List.of("buildah", "rmi", "--all", "--force"));
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
