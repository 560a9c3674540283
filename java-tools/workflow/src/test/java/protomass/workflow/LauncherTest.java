package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in bin/ find Java and the tools, or say in one line what is missing. */
class LauncherTest {
  private static final Path BIN = Pipeline.repository().resolve("bin");

  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  private record Result(int exitCode, String out, String err) {}

  @Test
  void theScriptSaysTheVersionThatTheToolsSayThemselves() throws Exception {
    Result quick = run(Map.of(), "protomass", "--version");
    assertEquals(0, quick.exitCode(), quick.err());
    assertEquals("protomass 0.1.0\n", quick.out());
    // By its short name the question goes to the tools; whatever Java is told does not matter.
    Result asked = run(Map.of("JAVA_TOOL_OPTIONS", "-Dnoise=1"), "protomass", "-V");
    assertEquals(quick.out(), asked.out(), asked.err());
  }

  @Test
  void theLauncherOfThePipelineSaysBothVersions() throws Exception {
    Result result = run(Map.of("PROTOMASS_NEXTFLOW", "bundled"), "protomass-nextflow", "--version");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.out().matches("protomass 0\\.1\\.0\nnextflow version [0-9.]+\\s+"), result.out());
  }

  @Test
  void aLinkToTheScriptFindsTheTools() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), BIN.resolve("protomass"));
    Result result = run(Map.of(), link.toString(), "--version");
    assertEquals("protomass 0.1.0\n", result.out(), result.err());
  }

  @Test
  void anOwnNameForTheCacheIsLeftAlone() throws Exception {
    Result result =
        run(Map.of("XDG_CACHE_HOME", folder.toString()), "protomass", "flame", "--help");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(Files.isDirectory(folder.resolve("protomass")));
  }

  @Test
  void aFolderWithoutLibrariesIsNamed() throws Exception {
    Result result = run(Map.of("PROTOMASS_LIB", folder.toString()), "protomass", "--version");
    assertEquals(69, result.exitCode());
    assertEquals(
        "protomass: PROTOMASS_LIB="
            + folder
            + " holds no app-*.jar; set it to the folder that 'make build' fills or unset it\n",
        result.err());
  }

  @Test
  void kernelsOfAnotherNameAreRefused() throws Exception {
    Result result = run(Map.of("PROTOMASS_BITS", "exact"), "protomass", "embed", "--help");
    assertEquals(2, result.exitCode());
    assertEquals(
        "protomass: PROTOMASS_BITS=exact is neither fast nor portable; set it to one of them or unset"
            + " it\n",
        result.err());
  }

  @Test
  void anInstallationWithoutBuiltToolsSaysHowToBuildThem() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    for (String script : List.of("protomass", "find-java")) {
      Files.copy(BIN.resolve(script), folder.resolve("bin").resolve(script));
      assertTrue(folder.resolve("bin").resolve(script).toFile().setExecutable(true));
    }
    Result result = run(Map.of(), folder.resolve("bin/protomass").toString(), "--version");
    assertEquals(69, result.exitCode());
    assertEquals(
        "protomass: the tools are not built; run 'make build' in " + folder.toRealPath() + "\n",
        result.err());
  }

  @Test
  void aWrongJavaHomeOfOursIsNamed() throws Exception {
    Result result = run(Map.of("PROTOMASS_JAVA_HOME", folder.toString()), "find-java");
    assertEquals(69, result.exitCode());
    assertTrue(
        result.err().startsWith("protomass: PROTOMASS_JAVA_HOME=" + folder + " holds no Java"),
        result.err());
  }

  @Test
  void theNewestJavaOfTheMachineIsTaken() throws Exception {
    installFake("a-25", "25.0.1");
    installFake("b-27", "27");
    installFake("c-17", "17.0.15");
    Map<String, String> environment =
        Map.of("PROTOMASS_JVM_FOLDER", folder.toString(), "JAVA_HOME", "");
    Result result = run(environment, "find-java");
    assertEquals(folder.resolve("b-27") + "\n", result.out(), result.err());
  }

  @Test
  void javaHomeGoesFirstUnlessItIsTooOld() throws Exception {
    installFake("a-25", "25.0.1");
    installFake("b-27", "27");
    installFake("c-17", "17.0.15");
    Map<String, String> young =
        Map.of("PROTOMASS_JVM_FOLDER", folder.toString(), "JAVA_HOME", folder + "/a-25");
    assertEquals(folder.resolve("a-25") + "\n", run(young, "find-java").out());
    Map<String, String> old =
        Map.of("PROTOMASS_JVM_FOLDER", folder.toString(), "JAVA_HOME", folder + "/c-17");
    assertEquals(folder.resolve("b-27") + "\n", run(old, "find-java").out());
  }

  @Test
  void noJavaAtAllIsSaidWithWhatToInstall() throws Exception {
    installFake("c-17", "17.0.15");
    Files.createDirectories(folder.resolve("path"));
    for (String tool : List.of("bash", "env", "sed", "head", "dirname", "readlink")) {
      Path found = which(tool);
      Files.createSymbolicLink(folder.resolve("path").resolve(tool), found);
    }
    Map<String, String> environment =
        Map.of(
            "PROTOMASS_JVM_FOLDER",
            folder.toString(),
            "JAVA_HOME",
            "",
            "PATH",
            folder.resolve("path").toString());
    Result result = run(environment, "find-java", "--jdk");
    assertEquals(69, result.exitCode());
    assertEquals(
        "protomass: needs a Java JDK of version 25 or newer and found none; install one (such as"
            + " Eclipse Temurin 25) and set PROTOMASS_JAVA_HOME to its folder\n",
        result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "PROTOMASS_HEAP, 12x, 'whole number with k, m or g, such as 2g'",
    "PROTOMASS_HEAP, 0, whole number with k",
    "PROTOMASS_HEAP, -1, whole number with k",
    "PROTOMASS_HEAP, 1m, from 16m to the ",
    "PROTOMASS_HEAP, 900t, from 16m to the ",
    "PROTOMASS_HEAP, 99999999999999999999, from 16m to the ",
    "PROTOMASS_MEMORY_MB, abc, whole number from 64 to 999999999 [MiB]",
    "PROTOMASS_MEMORY_MB, 0, whole number from 64",
    "PROTOMASS_MEMORY_MB, -5, whole number from 64",
    "PROTOMASS_MEMORY_MB, 99999999999999999999, whole number from 64",
    "PROTOMASS_MEMORY_MB, a[$(touch pwned)], whole number from 64",
    "PROTOMASS_CPUS, two, whole number from 1 to 4096",
    "PROTOMASS_CPUS, 0, whole number from 1 to 4096",
    "PROTOMASS_CPUS, -1, whole number from 1 to 4096",
    "PROTOMASS_CPUS, 1.5, whole number from 1 to 4096",
  })
  void aWrongLimitIsNamedWithItsBounds(String variable, String value, String bounds)
      throws Exception {
    Result result = run(Map.of(variable, value), "protomass", "flame", "--help");
    assertEquals(2, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(
        result.err().startsWith("protomass: " + variable + " is '" + value + "'; give a "),
        result.err());
    assertTrue(result.err().contains(bounds), result.err());
    assertTrue(result.err().endsWith("or unset it\n"), result.err());
    assertFalse(Files.exists(Path.of("pwned")));
  }

  @ParameterizedTest
  @CsvSource({
    "PROTOMASS_HEAP, 100m, flame, -Xmx100m",
    "PROTOMASS_HEAP, 1G, flame, -Xmx1024m",
    "PROTOMASS_HEAP, 104857600, flame, -Xmx100m",
    "PROTOMASS_HEAP, 0262144k, flame, -Xmx256m",
    "PROTOMASS_MEMORY_MB, 400, flame, -Xmx300m",
    "PROTOMASS_MEMORY_MB, 0400, embed, -Xmx160m",
    "PROTOMASS_CPUS, 1, flame, -XX:ActiveProcessorCount=1",
    "PROTOMASS_CPUS, 16, embed, -XX:ActiveProcessorCount=16",
  })
  void aLimitReachesJava(String variable, String value, String command, String flag)
      throws Exception {
    Result result = run(withFakeJava(Map.of(variable, value)), "protomass", command);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().lines().toList().contains(flag), result.out());
  }

  /** Against a list of its own: the share of 1,000 MiB, the collector, and the vectors. */
  @ParameterizedTest
  @CsvSource({
    "flame, 750, '-XX:+UseSerialGC -XX:MaxNewSize=160m', true",
    "project, 750, -XX:+UseParallelGC, false",
    "snapshot-check, 750, -XX:+UseParallelGC, false",
    "snapshot-info, 750, -XX:+UseParallelGC, false",
    "split, 750, -XX:+UseParallelGC, false",
    "whiten, 750, -XX:+UseParallelGC, false",
    "regress, 750, -XX:+UseParallelGC, false",
    "report, 750, -XX:+UseParallelGC, false",
    "export, 750, -XX:+UseParallelGC, false",
    "embed, 400, -XX:+UseParallelGC, false",
    "baseline, 400, -XX:+UseParallelGC, false",
    "segment, 400, -XX:+UseParallelGC, false",
    "'pretrain --fractals,stream:seed=1', 400, -XX:+UseParallelGC, true",
    "'pretrain --shards,x.tar', 400, -XX:+UseParallelGC, false",
    "'embed --encoder,stream:', 400, -XX:+UseParallelGC, false",
    "simmer, 750, -XX:+UseParallelGC, false",
    "--help, 750, -XX:+UseParallelGC, false",
  })
  void everyToolIsStartedAsItDeclares(String command, int mib, String collector, boolean vectors)
      throws Exception {
    Map<String, String> environment = withFakeJava(Map.of("PROTOMASS_MEMORY_MB", "1000"));
    Result result = run(environment, "protomass", command.split("[ ,]", -1));
    assertEquals(0, result.exitCode(), result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals(
        Stream.concat(Stream.of(collector.split(" ", -1)), Stream.of("-Xmx" + mib + "m")).toList(),
        lines.stream()
            .filter(line -> line.matches("-XX:(\\+Use.*GC|MaxNewSize=.*)|-Xm.*"))
            .toList());
    assertEquals(vectors, lines.contains("--add-modules=jdk.incubator.vector"), result.out());
  }

  @Test
  void anUnknownToolIsForTheToolsToExplain() throws Exception {
    Result result = run(Map.of(), "protomass", "simmer");
    assertEquals(2, result.exitCode(), result.err());
    assertTrue(result.err().contains("simmer"), result.err());
    assertTrue(result.err().contains("protomass --help"), result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "rm tools.json, missing",
    "truncate -s 0 tools.json, damaged",
    "truncate -s -3 tools.json, damaged",
    "truncate -s 200 tools.json, damaged",
    "sed -i 's/\"heap_percent\":40/\"heap_percent\":0/' tools.json, damaged",
    "sed -i 's/\"vectors\":true/\"vectors\":1/' tools.json, damaged",
    "sed -i '$d' tools.json, damaged",
  })
  void needsThatCannotBeReadAreSaidInOneLine(String damage, String fault) throws Exception {
    Path libraries = Files.createDirectory(folder.resolve("lib"));
    Files.writeString(libraries.resolve("app-0.1.0.jar"), "");
    Files.copy(DeclaredTool.file(Pipeline.repository()), libraries.resolve("tools.json"));
    Map<String, String> environment = withFakeJava(Map.of("PROTOMASS_LIB", libraries.toString()));
    assertEquals(0, run(environment, "protomass", "flame").exitCode());
    Shell.succeed(Map.of(), "sh", "-c", "cd '%s' && %s".formatted(libraries, damage));
    Result result = run(environment, "protomass", "flame");
    assertEquals(69, result.exitCode(), result.out());
    assertEquals(
        "protomass: %s/tools.json is %s; run 'make build', or copy the whole folder of the libraries again\n"
            .formatted(libraries, fault),
        result.err());
  }

  /** The script knows no tool by its name: what the file says of any is what Java is told. */
  @Test
  void aToolOfAnyNameIsStartedAsItDeclares() throws Exception {
    Path libraries = Files.createDirectory(folder.resolve("lib"));
    Files.writeString(libraries.resolve("app-0.1.0.jar"), "");
    Files.writeString(
        libraries.resolve("tools.json"),
        """
        [
        {"name":"flame","torch":true,"kernels":false,"gpu":false,"heap_percent":11,"java_options":"-Done=1 -Dtwo=2","vectors":false,"vectors_when":"","resumes":false},
        {"name":"simmer","torch":true,"kernels":true,"gpu":true,"heap_percent":33,"java_options":"-Dthree=3","vectors":false,"vectors_when":"pot=","resumes":true}
        ]
        """);
    Map<String, String> environment =
        withFakeJava(Map.of("PROTOMASS_LIB", libraries.toString(), "PROTOMASS_MEMORY_MB", "1000"));
    String flame = run(environment, "protomass", "flame").out();
    assertTrue(flame.contains("\n-Done=1\n-Dtwo=2\n-Xmx110m\n-cp\n"), flame);
    String simmer = run(environment, "protomass", "simmer", "--in", "pot=1").out();
    assertTrue(
        simmer.contains("\n-Dthree=3\n-Xmx330m\n--add-modules=jdk.incubator.vector\n-cp\n"),
        simmer);
    String cold = run(environment, "protomass", "simmer", "--in", "pan=1").out();
    assertTrue(cold.contains("\n-Dthree=3\n-Xmx330m\n-cp\n"), cold);
  }

  @Test
  void everyVariableOfTheScriptIsInTheUsage() throws Exception {
    String usage = Files.readString(Pipeline.repository().resolve("docs/usage.md"));
    String table = usage.replaceFirst("(?s).*\n### Environment\n(.*?)\n### .*", "$1");
    List<String> variables =
        Files.readAllLines(BIN.resolve("protomass")).stream()
            .filter(line -> line.matches("#   [A-Z][A-Z_]+ .*"))
            .map(line -> line.split(" +", -1)[1])
            .toList();
    assertTrue(variables.contains("PROTOMASS_HEAP"), variables.toString());
    for (String variable : variables) {
      assertTrue(table.contains("`" + variable + "`"), variable);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "project --snapshot assets/demo/h1-00042.h5 --map-size 256 --quiet --out | maps.fits",
        // Any flame is accepted, so the first is drawn in full: 4,080² pixels are more than 16 MiB.
        "flame --seed 1 --images 8 --shards 1 --shard 0 --size 4080 --points 100000"
            + " --minimum-coverage 0 --minimum-structure 0 --quiet --out | fractals.tar",
      })
  void tooSmallAHeapIsSaidInOneLine(String command, String output) throws Exception {
    Path out = folder.resolve(output);
    String protomass = BIN.resolve("protomass").toString();
    Result result =
        run(
            Map.of("PROTOMASS_HEAP", "16m"),
            "/bin/bash",
            "-c",
            "cd %s; exec %s %s %s".formatted(Pipeline.repository(), protomass, command, out));
    assertEquals(71, result.exitCode(), result.err());
    List<String> lines =
        result.err().lines().filter(line -> !line.startsWith("WARNING: Using incubator")).toList();
    assertEquals(1, lines.size(), result.err());
    String name = "protomass " + command.split(" ", 2)[0];
    assertTrue(lines.getFirst().startsWith(name + ": out of memory: "), result.err());
    assertTrue(lines.getFirst().contains("PROTOMASS_HEAP"), result.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void moreMemoryThanTheMachineHasIsNoReasonToFail() throws Exception {
    Map<String, String> promised = Map.of("PROTOMASS_MEMORY_MB", "999999999");
    Result result = run(promised, "protomass", "flame", "--help");
    assertEquals(0, result.exitCode(), result.err());
  }

  @Test
  void javaSeesTheProcessorsOfTheTask() throws Exception {
    // Java's own word on what it was told; of several processors it would otherwise see more.
    Map<String, String> told = Map.of("PROTOMASS_CPUS", "1", "JAVA_TOOL_OPTIONS", "-Xlog:gc+init");
    Result one = run(told, "protomass", "regress", "--help");
    assertEquals(0, one.exitCode(), one.err());
    assertTrue(one.out().contains(" total, 1 available"), one.out());
  }

  @Test
  void tooFewOpenFilesAreSaidBeforeJavaFails() throws Exception {
    String protomass = BIN.resolve("protomass").toString();
    Result result = run(Map.of(), "/bin/bash", "-c", "ulimit -n 40; exec " + protomass + " embed");
    assertEquals(69, result.exitCode(), result.err());
    assertEquals(
        "protomass: no more than 40 open files are allowed (ulimit -n), too few for Java; allow 128"
            + " or more\n",
        result.err());
    // The least that is allowed suffices for a tool, also where only the soft limit is lower.
    for (String limit : List.of("ulimit -n 128", "ulimit -n -H 128; ulimit -n -S 40")) {
      Result run =
          run(Map.of(), "/bin/bash", "-c", limit + "; exec " + protomass + " embed --help");
      assertEquals(0, run.exitCode(), run.err());
    }
  }

  @Test
  void librariesThatOthersMayHavePlantedAreNotRun() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    setMode(temporary, 01777);
    Path planted = temporary.resolve("protomass-" + userId());
    Map<String, String> environment =
        withFakeJava(Map.of("XDG_CACHE_HOME", "/proc/none", "TMPDIR", temporary.toString()));

    // Anybody could write to it.
    Files.createDirectories(planted.resolve("djl/pytorch"));
    setMode(planted, 0777);
    assertFreshFolder(run(environment, "protomass", "embed"), temporary, planted);
    // Nobody can now, but somebody could when the folder in it was made.
    setMode(planted, 0755);
    setMode(planted.resolve("djl"), 0777);
    assertFreshFolder(run(environment, "protomass", "embed"), temporary, planted);
    // A link leads wherever its maker likes.
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    setMode(elsewhere, 0700);
    Files.delete(planted.resolve("djl/pytorch"));
    Files.delete(planted.resolve("djl"));
    Files.delete(planted);
    Files.createSymbolicLink(planted, elsewhere);
    assertFreshFolder(run(environment, "protomass", "embed"), temporary, planted);
    try (var none = Files.list(elsewhere)) {
      assertEquals(List.of(), none.toList());
    }
    // Without a planted one, the folder is made, and found again.
    Files.delete(planted);
    for (int time = 0; time < 2; time++) {
      Result own = run(environment, "protomass", "embed");
      assertEquals("", own.err());
      assertTrue(own.out().contains("\nDJL_CACHE_DIR=" + planted + "/djl\n"), own.out());
      assertEquals(
          PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(planted));
    }
  }

  private static void assertFreshFolder(Result result, Path temporary, Path planted) {
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        "protomass: warning: "
            + planted
            + " is not used, for others own it or can write to it; remove it\n",
        result.err());
    assertFalse(result.out().contains(planted + "/"), result.out());
    String fresh =
        result
            .out()
            .lines()
            .filter(line -> line.startsWith("-Dprotomass.scratch="))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*=", "");
    assertTrue(fresh.startsWith(temporary + "/protomass."), fresh);
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.containsAll(
            List.of(
                "DJL_CACHE_DIR=" + fresh + "/djl",
                "ENGINE_CACHE_DIR=" + fresh + "/djl",
                "-Djava.io.tmpdir=" + fresh + "/tmp",
                "-Djna.tmpdir=" + fresh + "/tmp")),
        result.out());
  }

  @Test
  void aFolderForOneCommandGoesWithIt() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    setMode(temporary, 01777);
    Path planted = Files.createDirectory(temporary.resolve("protomass-" + userId()));
    setMode(planted, 0777);
    Result result =
        run(
            Map.of("XDG_CACHE_HOME", "/proc/none", "TMPDIR", temporary.toString()),
            "protomass",
            "embed",
            "--encoder",
            "random:" + Pipeline.repository().resolve("conf/recipes/test.yaml") + ":1",
            "--catalogue",
            "none.csv",
            "--out",
            folder.resolve("e.safetensors").toString());
    assertEquals(65, result.exitCode(), result.err());
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(planted), left.toList());
    }
    try (var none = Files.list(planted)) {
      assertEquals(List.of(), none.toList());
    }
  }

  @Test
  void aCacheOfOursThatOthersCanWriteToIsNotUsed() throws Exception {
    Path cache = Files.createDirectories(folder.resolve("cache/protomass"));
    setMode(cache, 0770);
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    setMode(temporary, 0700);
    Map<String, String> environment =
        withFakeJava(
            Map.of("XDG_CACHE_HOME", cache.getParent().toString(), "TMPDIR", temporary.toString()));
    Result open = run(environment, "protomass", "embed");
    assertEquals(
        "protomass: warning: "
            + cache
            + " is not used, for others own it or can write to it; remove it\n",
        open.err());
    assertTrue(open.out().contains("DJL_CACHE_DIR=" + temporary + "/protomass-"), open.out());
    // One that only its owner could ever write to is.
    setMode(cache, 0755);
    Result closed = run(environment, "protomass", "embed");
    assertEquals("", closed.err());
    assertTrue(closed.out().contains("DJL_CACHE_DIR=" + cache + "/djl\n"), closed.out());
  }

  @Test
  void aTemporaryFolderWhereOthersCanSwapFoldersIsRefused() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    setMode(temporary, 0777);
    Result result =
        run(
            withFakeJava(Map.of("XDG_CACHE_HOME", "/proc/none", "TMPDIR", temporary.toString())),
            "protomass",
            "embed");
    assertEquals(2, result.exitCode(), result.out());
    assertEquals(
        "protomass: others can write to "
            + temporary
            + ", which has no sticky bit, so they could change native libraries in it; set"
            + " XDG_CACHE_HOME or TMPDIR to a folder of your own\n",
        result.err());
  }

  @Test
  void aCacheOfPyTorchThatOthersCanWriteToIsRefused() throws Exception {
    Path cache = Files.createDirectories(folder.resolve("torch"));
    setMode(cache, 0777);
    Map<String, String> environment = withFakeJava(Map.of("DJL_CACHE_DIR", cache.toString()));
    Result open = run(environment, "protomass", "embed");
    assertEquals(2, open.exitCode(), open.out());
    assertTrue(
        open.err().startsWith("protomass: DJL_CACHE_DIR=" + cache + " is for native libraries"),
        open.err());
    setMode(cache, 0755);
    Result closed = run(environment, "protomass", "embed");
    assertEquals(0, closed.exitCode(), closed.err());
    assertTrue(closed.out().contains("ENGINE_CACHE_DIR=" + cache + "\n"), closed.out());
  }

  private static void setMode(Path path, int mode) throws Exception {
    Shell.succeed(Map.of(), "chmod", Integer.toOctalString(mode), path.toString());
  }

  private static String userId() throws Exception {
    return Shell.succeed(Map.of(), "id", "-u").strip();
  }

  /** A Java that prints its arguments and where native libraries of PyTorch are unpacked. */
  private Map<String, String> withFakeJava(Map<String, String> environment) throws IOException {
    installFake("fake", "25.0.1");
    Files.writeString(
        folder.resolve("fake/bin/java"),
        "#!/bin/sh\nprintf '%s\\n' \"$@\" \"DJL_CACHE_DIR=$DJL_CACHE_DIR\""
            + " \"ENGINE_CACHE_DIR=$ENGINE_CACHE_DIR\"\n");
    Map<String, String> all = new HashMap<>(environment);
    all.put("PROTOMASS_JAVA_HOME", folder.resolve("fake").toString());
    return all;
  }

  private void installFake(String name, String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    for (String tool : List.of("java", "javac")) {
      Files.writeString(bin.resolve(tool), "#!/bin/sh\n");
      assertTrue(bin.resolve(tool).toFile().setExecutable(true));
    }
    Files.writeString(
        folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static Path which(String tool) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(directory).resolve(tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new AssertionError(tool + " is not on the PATH");
  }

  private Result run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(BIN.resolve(script).toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    List.of(
            "PROTOMASS_LIB",
            "PROTOMASS_JAVA_HOME",
            "PROTOMASS_HEAP",
            "PROTOMASS_MEMORY_MB",
            "PROTOMASS_CPUS",
            "DJL_CACHE_DIR",
            "ENGINE_CACHE_DIR")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      Pipeline.kill(process);
      throw new AssertionError(script + " took too long");
    }
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
