package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

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
    List.of("PROTOMASS_LIB", "PROTOMASS_JAVA_HOME").forEach(builder.environment()::remove);
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
