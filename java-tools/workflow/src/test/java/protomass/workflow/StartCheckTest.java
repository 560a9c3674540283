package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What stops a run before it begins, beside its parameters: engine, images, snapshots. */
class StartCheckTest {
  private static final String DEMO = Pipeline.repository() + "/assets/demo/";

  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void forgottenContainersAreSaidForAFolderAndForARegistry() {
    String docker = refused(stub("test,local,docker"), "docker");
    assertTrue(
        docker.contains(
            "--containers is missing: docker wants the registry and namespace that hold the"
                + " images, such as --containers registry.example.org/protomass"),
        docker);
    String cloud = refused(stub("test,local,docker", "--containers", "/data/images"), "docker");
    assertTrue(cloud.contains("--containers '/data/images' is no registry: "), cloud);
    String apptainer =
        refused(stub("test,local,apptainer", "--containers", folder + "/none"), "apptainer");
    assertTrue(
        apptainer.contains(
            "--containers '"
                + folder
                + "/none' holds no images: run 'make containers', which fills"
                + " containers/target, or give a folder that it has filled"),
        apptainer);
  }

  @Test
  void anImageThatIsMissingIsNamedWithWhatIsThere() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.writeString(images.resolve("protomass-tools-7-ab.sif"), "");
    Files.writeString(images.resolve("protomass-torch-cpu-7-ab.sif"), "");
    String wrongTag =
        refused(
            stub("test,slurm,apptainer", "--containers", images + "", "--container_tag", "8"),
            "apptainer");
    assertEquals(2, wrongTag.lines().filter(line -> line.contains(" is missing: ")).count());
    assertTrue(
        wrongTag.contains(
            "the image "
                + images
                + "/protomass-tools-8.sif is missing: give --container_tag 7-ab, which is there"),
        wrongTag);
    String noGpu =
        refused(
            stub(
                "test,slurm,singularity,gpu",
                "--containers",
                images + "",
                "--container_tag",
                "7-ab"),
            "singularity");
    assertTrue(
        noGpu.contains(
            "the image "
                + images
                + "/protomass-torch-cuda-7-ab.sif is missing: run 'LIBTORCH=<folder> make"
                + " containers' (docs/running.md), or leave -profile gpu out"),
        noGpu);
    assertEquals(1, noGpu.lines().filter(line -> line.contains(" is missing: ")).count(), noGpu);
  }

  @Test
  void anEngineThatIsNotInstalledIsNamed() throws IOException {
    Path images = images();
    List<String> options =
        stub("test,local,singularity", "--containers", images + "", "--container_tag", "7");
    // All programs of the machine but this one.
    Path programs = Files.createDirectory(folder.resolve("programs"));
    try (Stream<Path> all = Files.list(Path.of("/usr/bin"))) {
      for (Path program : all.toList()) {
        if (!program.endsWith("singularity")) {
          Files.createSymbolicLink(programs.resolve(program.getFileName()), program);
        }
      }
    }
    Pipeline.Result result = new Pipeline(folder).run(options, Map.of("PATH", programs.toString()));
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(
        result
            .output()
            .contains(
                "singularity is not on the PATH: install it or load its module, or leave -profile"
                    + " singularity out"),
        result.output());
  }

  /** What apptainer is asked to run, and what is said when that does not run. */
  @Test
  void anImageThatDoesNotRunIsSaidWithTheEnginesOwnWords() throws Exception {
    Path images = images();
    List<String> options =
        List.of(
            "-profile",
            "test,local,apptainer",
            "--containers",
            images.toString(),
            "--container_tag",
            "7",
            "--snapshots",
            DEMO + "{h1-00042,m2-00054}.h5");
    String refused = refused(options, "apptainer");
    assertTrue(
        refused.contains(
            "the tools do not run in the image "
                + images
                + "/protomass-tools-7.sif: FATAL: no user namespaces; try it by hand: apptainer"
                + " exec "
                + images
                + "/protomass-tools-7.sif protomass -V"),
        refused);
    String asked = Files.readString(folder.resolve("asked"));
    assertTrue(
        asked.startsWith("exec --bind %sassets/demo".formatted(Pipeline.repository() + "/")),
        asked);
    assertTrue(
        asked.contains(images + "/protomass-tools-7.sif protomass snapshot-check --quiet @"),
        asked);
  }

  @Test
  void snapshotsThatCannotBePartedAreSaidBeforeAnyTask() {
    String refused =
        refused(
            List.of(
                "-profile",
                "test",
                "--snapshots",
                DEMO + "{h1-00042,h1-00058}.h5",
                "--splits",
                "star,cloud",
                "--region_size",
                "0.5pc"),
            "none");
    assertTrue(
        refused.contains(
            "the split by cloud has nothing to part: all snapshots with stars are of the"
                + " simulation H1; give snapshots of another simulation, or leave that split out"),
        refused);
    String region =
        refused(
            List.of(
                "-profile", "test", "--snapshots", DEMO + "h1-0004*.h5", "--region_size", "3pc"),
            "none");
    assertTrue(region.contains(DEMO + "h1-00042.h5: the region size 3.000000pc is "), region);
    assertTrue(region.contains("; give at most 0.50"), region);
  }

  @Test
  void mapsThatPatchesDoNotFillAreRefused() throws IOException {
    Path recipe = Files.writeString(folder.resolve("r.yaml"), "encoder:\n  patch-size: 14\n");
    List<String> options = new ArrayList<>(stub("test", "--map_size", "64"));
    options.set(options.indexOf("--recipe") + 1, recipe.toString());
    String refused = refused(options, "none");
    assertTrue(
        refused.contains(
            "--map_size 64 is no multiple of 14 pixels, the patch size of the recipe '"
                + recipe
                + "': give 56 or 70"),
        refused);
  }

  @Test
  void helpNamesEveryParameterAndLeavesNothing() throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    for (String plugin : List.of("on", "off")) {
      Pipeline.Result help = pipeline.run(List.of("--help"), Map.of("PROTOMASS_PLUGIN", plugin));
      assertEquals(0, help.exitCode(), help.output());
      JsonNode schema =
          new ObjectMapper()
              .readTree(Pipeline.repository().resolve("nextflow_schema.json").toFile());
      assertAll(
          StreamSupport.stream(schema.get("$defs").spliterator(), false)
              .flatMap(group -> group.get("properties").properties().stream())
              .map(
                  entry ->
                      () -> {
                        String line =
                            help.output()
                                .lines()
                                .filter(text -> text.startsWith("  --" + entry.getKey() + " "))
                                .findFirst()
                                .orElse("");
                        assertTrue(
                            line.contains(entry.getValue().get("description").asText()),
                            entry.getKey());
                        if (entry.getValue().has("default")) {
                          String value = entry.getValue().get("default").asText();
                          assertTrue(line.endsWith("default: " + value + "]"), line);
                        }
                      }));
      assertTrue(help.output().contains("\nMaps of gas:\n"), help.output());
    }
    Pipeline.Result version = pipeline.run(List.of("--version"));
    assertEquals(0, version.exitCode(), version.output());
    assertTrue(version.output().contains("protomass 0.1.0\n"), version.output());
    assertFalse(Files.exists(folder.resolve("results")));
    assertEquals("", Files.readString(folder.resolve(".nextflow/history")));
  }

  private Path images() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    for (String name : List.of("tools", "torch-cpu")) {
      Files.writeString(images.resolve("protomass-" + name + "-7.sif"), "no image");
    }
    return images;
  }

  private static List<String> stub(String profile, String... more) {
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("test"), profile);
    options.addAll(List.of(more));
    return options;
  }

  /** What a run says that is refused, where an engine of that name is there but runs nothing. */
  private String refused(List<String> options, String engine) {
    try {
      Path bin = Files.createDirectories(folder.resolve("bin"));
      Path program = bin.resolve(engine);
      Files.writeString(
          program,
          "#!/bin/sh\necho \"$@\" > '%s/asked'\necho 'FATAL: no user namespaces' >&2\nexit 255\n"
              .formatted(folder));
      assertTrue(program.toFile().setExecutable(true));
      Map<String, String> environment = new HashMap<>();
      environment.put("PATH", bin + ":" + System.getenv("PATH"));
      Pipeline.Result result = new Pipeline(folder).run(options, environment);
      assertEquals(1, result.exitCode(), result.output());
      assertEquals(List.of(), result.tasks("Submitted"), result.output());
      assertTrue(result.output().contains("nothing was run:"), result.output());
      assertFalse(result.output().contains("Exception"), result.output());
      return result.output();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
