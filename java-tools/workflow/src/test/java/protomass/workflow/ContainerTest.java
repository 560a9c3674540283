package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The images, built by a real Apptainer from this checkout, and a run of the pipeline in them. Set
 * ISOLATE as containers/build.sh says where Apptainer needs help to build.
 */
class ContainerTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final long BUILD_SECONDS = 600;

  private static Path tools;
  private static Path torch;

  @BeforeAll
  static void build() throws Exception {
    for (String program : List.of("apptainer", "mmdebstrap", "mksquashfs")) {
      Requirement.that(
          Requirement.isInstalled(program), program + " is not installed; no image is built");
    }
    Path script = Pipeline.repository().resolve("containers/build.sh");
    Shell.Result built = Shell.run(Map.of(), BUILD_SECONDS, List.of(script.toString()));
    assertEquals(0, built.exitCode(), built.output());
    Path target = Pipeline.repository().resolve("containers/target");
    String tag =
        Files.readString(target.resolve("images.config")).replaceAll("(?s).*'(.*)'.*", "$1");
    tools = target.resolve("protomass-tools-" + tag + ".sif");
    torch = target.resolve("protomass-torch-cpu-" + tag + ".sif");
  }

  @Test
  void theImageOfTheLightToolsIsSmallAndLabelled() throws Exception {
    assertTrue(Files.size(tools) < 150 * MEBIBYTE, Files.size(tools) + " bytes");
    String labels = Shell.succeed(Map.of(), "apptainer", "inspect", "--labels", tools.toString());
    assertTrue(labels.contains("org.protomass.content"), labels);
    assertTrue(labels.contains("org.opencontainers.image.title: protomass-tools"), labels);
    String help = Shell.succeed(Map.of(), "apptainer", "run-help", tools.toString());
    assertTrue(help.contains("no network"), help);
  }

  @Test
  void bothImagesPassTheirOwnTestsWithoutHomeOrEnvironment() throws Exception {
    for (Path image : List.of(tools, torch)) {
      Shell.succeed(
          Map.of(),
          "apptainer",
          "test",
          "--cleanenv",
          "--no-home",
          "--containall",
          image.toString());
    }
    String light = Shell.succeed(Map.of(), "apptainer", "run", tools.toString(), "--help");
    assertTrue(!light.contains("pretrain") && light.contains("project"), light);
    String all = Shell.succeed(Map.of(), "apptainer", "run", torch.toString(), "--help");
    assertTrue(all.contains("pretrain"), all);
  }

  @Test
  void aRunInImagesGivesTheScoresOfARunWithoutInJobsWhereThereIsSlurm() throws Exception {
    Pipeline pipeline = new Pipeline(RunFolder.of(ContainerTest.class, "run"));
    if (!SlurmCluster.canStart()) {
      System.out.println("SLURM cannot be started here; images are run without it");
      assertSameScores(pipeline, "test,apptainer", Map.of(), List.of());
      return;
    }
    Path site = pipeline.folder().resolve("site.config");
    Files.writeString(
        site,
        "executor { pollInterval = '500 ms'\n queueStatInterval = '1 sec'\n exitReadTimeout = '30 sec' }\n");
    try (SlurmCluster cluster = SlurmCluster.start()) {
      assertSameScores(
          pipeline, "test,slurm,apptainer", cluster.environment(), List.of("-c", site.toString()));
    }
  }

  /** As tasks run in images: without a home, with the temporary folder of the machine. */
  @Test
  void inAnImageWithoutHomePlantedLibrariesAreNotRun() throws Exception {
    Path folder = RunFolder.of(ContainerTest.class, "planted");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Shell.succeed(Map.of(), "chmod", "1777", temporary.toString());
    String user = Shell.succeed(Map.of(), "id", "-u").strip();
    Path planted = Files.createDirectory(temporary.resolve("protomass-" + user));
    Shell.succeed(Map.of(), "chmod", "777", planted.toString());
    String said = embedInImage(temporary);
    assertTrue(said.contains("/tmp/protomass-" + user + " is not used"), said);
    assertEquals(List.of(planted), ofOurs(temporary));
    assertEquals(List.of(), ofOurs(planted));

    Files.delete(planted);
    String quiet = embedInImage(temporary);
    assertTrue(!quiet.contains("is not used"), quiet);
    assertEquals(List.of(planted), ofOurs(temporary));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(planted)));
    assertTrue(Files.isDirectory(planted.resolve("djl")), "PyTorch is unpacked elsewhere");
  }

  /** Starts the engine, on one processor, and fails for want of a GPU. */
  private static String embedInImage(Path temporary) throws Exception {
    Shell.Result result =
        Shell.run(
            Map.of(
                "APPTAINERENV_PROTOMASS_CPUS",
                "1",
                "APPTAINERENV_JAVA_TOOL_OPTIONS",
                "-Xlog:gc+init"),
            120,
            List.of(
                "apptainer",
                "exec",
                "--no-home",
                "--bind",
                temporary + ":/tmp",
                torch.toString(),
                "protomass",
                "pretrain",
                "--device",
                "cuda:999",
                "--recipe",
                "none",
                "--shards",
                "none",
                "--out",
                "/tmp/out"));
    assertEquals(2, result.exitCode(), result.output());
    assertTrue(result.output().contains("cuda:999 is not there"), result.output());
    assertTrue(result.output().contains(" total, 1 available"), result.output());
    return result.output();
  }

  /** Java and Apptainer leave things of their own. */
  private static List<Path> ofOurs(Path folder) throws IOException {
    try (var list = Files.list(folder)) {
      return list.filter(
              path -> path.getFileName().toString().matches("protomass.*|djl|javacpp|tmp"))
          .toList();
    }
  }

  @Test
  void theDockerfileMakesImagesThatNeedNeitherRootNorNetwork() throws Exception {
    try (OciImages images = OciImages.build(torch)) {
      Path recipe = Pipeline.repository().resolve("conf/recipes/test.yaml");
      String draw =
          "flame --seed 1 --images 24 --shards 1 --shard 0 --size 32 --points 5000 --threads 1 --out ";
      String train =
          "pretrain --recipe /recipe.yaml --shards %s --device cpu --threads 1 --out %s --quiet";

      String user = images.run("tools", recipe, "id; protomass --version; protomass --help");
      assertTrue(user.contains("uid=1234") && user.contains("protomass 0."), user);
      assertTrue(!user.contains("pretrain"), user);
      String devices = images.run("tools", recipe, "tail -n +3 /proc/net/dev");
      assertEquals(
          List.of("lo"),
          devices.lines().map(line -> line.strip().replaceFirst(":.*", "")).toList());

      images.run("tools", recipe, "protomass " + draw + "/work/tools.tar");
      images.run("torch-cpu", recipe, "protomass " + draw + "/work/torch.tar");
      images.run(
          "torch-cpu", recipe, "protomass " + train.formatted("/work/tools.tar", "/work/in"));
      // The weights of the same training without an image.
      String outside = Pipeline.repository().resolve("bin/protomass") + " ";
      Path work = images.work();
      Shell.succeed(
          Map.of(),
          "sh",
          "-c",
          outside
              + train
                  .formatted(work.resolve("torch.tar"), work.resolve("out"))
                  .replace("/recipe.yaml", recipe.toString()));
      assertEquals(-1, Files.mismatch(work.resolve("tools.tar"), work.resolve("torch.tar")));
      for (String weights : List.of("student.safetensors", "teacher.safetensors")) {
        assertEquals(
            -1,
            Files.mismatch(
                work.resolve("in").resolve(weights), work.resolve("out").resolve(weights)));
      }
    }
  }

  private static void assertSameScores(
      Pipeline pipeline, String profiles, Map<String, String> environment, List<String> more)
      throws IOException {
    List<String> options = new ArrayList<>(UndisturbedRun.withProfiles(profiles));
    options.addAll(more);
    Pipeline.Result result = pipeline.run(options, environment);
    assertEquals(0, result.exitCode(), result.output());
    UndisturbedRun.assertSameResults(pipeline);
    for (Path task : pipeline.taskFolders("EXPORT")) {
      String script = Files.readString(task.resolve(".command.run"));
      assertTrue(script.contains(torch.getFileName().toString()), script);
    }
  }
}
