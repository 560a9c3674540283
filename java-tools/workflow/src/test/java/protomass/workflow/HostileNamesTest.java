package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.testing.HostileNames;

/** Names of files and values of parameters are never run by a shell, wherever they come from. */
class HostileNamesTest {
  private static final List<String> NAMES = HostileNames.all();

  /** The stages that handle names of others, with names and values that nobody has checked. */
  private static final String MODULES =
      """
      include { PROJECT } from 'REPOSITORY/modules/project/main.nf'
      include { EMBED } from 'REPOSITORY/modules/embed/main.nf'
      include { PRETRAIN } from 'REPOSITORY/modules/pretrain/main.nf'
      include { SEGMENT } from 'REPOSITORY/modules/segment/main.nf'

      workflow {
          def names = new groovy.json.JsonSlurper().parse(file("${projectDir}/names.json"))
          def folder = file("${projectDir}/files")
          def staged = names.findAll { name -> !name.contains('\\n') }
          def files = staged.collect { name -> folder.resolve("${name}.h5") }
          def catalogue = file("${projectDir}/catalogue.csv")
          def normalisation = file("${projectDir}/normalisation.json")
          def start = file("${projectDir}/start")
          def values = [region_size: names[0], map_size: names[1], axes: names[2], minimum_mass: names[3]]
          PROJECT(channel.fromList(files + [folder.resolve('x\\'$(touch pwned)\\'y/output')]).map { snapshot -> [[snapshot.name], [snapshot]] }, values)
          EMBED(
              channel.fromList(names).map { name ->
                  [[split: name, name: name, random_seed: name], files[0], catalogue, normalisation]
              }.mix(channel.fromList(files).map { recipe ->
                  [[split: 'star', name: recipe.baseName], recipe, catalogue, normalisation]
              }),
              [],
          )
          PRETRAIN(
              channel.fromList(names).map { name -> [segments: name, seed: name, stream: name] },
              files[0],
              [],
              start,
          )
          SEGMENT(
              channel.fromList(files).map { encoder -> [[split: names[0], name: names[0]], encoder, catalogue, normalisation] },
              [],
              channel.fromList(names),
          )
      }
      """;

  /** Names of several lines, and one that Nextflow cannot stage. */
  private static final int UNSTAGED = 3 + 1;

  /** Notes its arguments, and makes what any of these stages has to make. */
  private static final String TOOL =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      if [[ $1 == --version ]]; then echo 'protomass 0'; exit; fi
      printf '%s\\0' "$@" > "arguments-$RANDOM$RANDOM"
      mkdir -p checkpoint segmentation
      touch maps-x.fits x.embeddings.safetensors
      """;

  /** Where a script may hold something that is no word of ours: options of a configuration. */
  private static final String CONFIGURED = "${more}";

  private static final Pattern SCRIPT = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"");
  private static final Pattern WORD = Pattern.compile("\\$\\{ShellWord\\.(of|list)\\(");
  private static final Pattern INSERTED = Pattern.compile("(?<!\\\\)\\$\\{[^}]*}");

  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder =
        RunFolder.of(
            getClass(),
            test.getTestMethod().orElseThrow().getName()
                + test.getDisplayName().replaceAll("\\W+", "-"));
  }

  /** The plugin's SchemaCheckTest has all names, here are those of a real and of a stub run. */
  @ParameterizedTest
  @ValueSource(strings = {"-stub-run", "-offline"})
  void noUnsafeNameGetsToATask(String kindOfRun) throws IOException {
    Path good = Pipeline.resource("snapshots").resolve("a1-00001.h5");
    Path recipe = Pipeline.resource("recipe.yaml");
    String name = NAMES.getFirst();
    Path file = Files.createFile(folder.resolve(name + ".h5"));
    Path inner = Files.createDirectories(folder.resolve("content/output_00001"));
    Files.createFile(inner.resolve("x\ntouch pwned\n"));
    assertRefused(kindOfRun, folder + "/*.h5", recipe);
    assertRefused(kindOfRun, "file://" + folder + "/*.h5", recipe);
    assertRefused(kindOfRun, inner.getParent() + "/*", recipe);
    assertRefused(kindOfRun, good.toString(), file);
    assertNothingRan(folder);
  }

  private void assertRefused(String kindOfRun, String snapshots, Path recipe) throws IOException {
    List<String> options = new ArrayList<>(List.of("-profile", "test", kindOfRun));
    options.addAll(List.of("--snapshots", snapshots, "--recipe", recipe.toString()));
    assertNotEquals(0, new Pipeline(folder).runHere(options), options::toString);
    assertFalse(Files.exists(folder.resolve("results/report.html")), options::toString);
    try (Stream<Path> tree = Files.walk(folder)) {
      assertTrue(tree.noneMatch(path -> path.endsWith(".command.sh")), options::toString);
    }
    String log = Files.readString(folder.resolve("log"));
    assertTrue(log.contains("One parameter is wrong; nothing was run:"), log);
    assertTrue(log.contains("a name that is not safe in scripts"), log);
  }

  @Test
  void whatIsSafeIsToldInOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("a\nb\u001b[2J.h5"));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("--snapshots") + 1, file.toString());
    Pipeline.Result result = new Pipeline(folder).run(options);
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(
        result
            .output()
            .contains(
                "which has a name that is not safe in scripts, 'a\uFFFDb\uFFFD[2J.h5' (rename it:"
                    + " letters and digits of any script, blanks and . _ - + = @ % , ~ are safe,"
                    + " with no hyphen to begin with)"),
        result.output());
    assertFalse(result.output().contains("\u001b"), result.output());
  }

  @Test
  void aWorkFolderThatAShellWouldHeedIsRefused() {
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("-work-dir", folder.resolve("w$(touch pwned)").toString()));
    Pipeline.Result result = new Pipeline(folder).run(options);
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(result.output().contains("-work-dir '" + folder), result.output());
    assertEquals(List.of(), result.tasks("Submitted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-stub-run", "-offline"})
  void modulesHandOnWhateverTheyAreGiven(String kindOfRun) throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    for (String name : NAMES) {
      Files.createFile(files.resolve(name + ".h5"));
    }
    Files.createDirectories(files.resolve("x'$(touch pwned)'y/output"));
    for (String name : List.of("catalogue.csv", "normalisation.json", "start")) {
      Files.createFile(folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("names.json"),
        new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(NAMES));
    Files.writeString(
        folder.resolve("main.nf"), MODULES.replace("REPOSITORY", Pipeline.repository().toString()));
    Files.writeString(
        folder.resolve("nextflow.config"),
        "process.ext.tools = 'x\\ntouch pwned'\nprocess.errorStrategy = 'ignore'\nexecutor.cpus = 4\nexecutor.pollInterval = '100 ms'\n");
    Files.createSymbolicLink(folder.resolve("lib"), Pipeline.repository().resolve("lib"));
    Path tool = Files.createDirectories(folder.resolve("bin")).resolve("protomass");
    Files.writeString(tool, TOOL);
    assertTrue(tool.toFile().setExecutable(true));

    int exitCode =
        Pipeline.launchHere(
            List.of(
                "-log",
                folder.resolve("log").toString(),
                "run",
                folder.resolve("main.nf").toString(),
                "-cache",
                "false",
                kindOfRun,
                "-w",
                folder.resolve("work").toString()));
    assertEquals(0, exitCode, Files.readString(folder.resolve("log")));
    assertNothingRan(folder);
    assertOnlyStagingFailed();
    if (!kindOfRun.equals("-stub-run")) {
      Set<String> arguments = arguments();
      // Groovy's texts have one kind of line end.
      Stream<String> values = NAMES.stream().map(name -> name.replace("\r\n", "\n"));
      assertEquals(List.of(), values.filter(name -> !arguments.contains(name)).toList());
      long staged = NAMES.stream().filter(name -> arguments.contains(name + ".h5")).count();
      assertEquals(NAMES.size() - UNSTAGED, staged);
    }
  }

  /** Of some names, Nextflow's own script makes several words, which is why they are refused. */
  private void assertOnlyStagingFailed() throws IOException {
    try (Stream<Path> tree = Files.walk(folder.resolve("work"))) {
      for (Path code : tree.filter(path -> path.endsWith(".exitcode")).toList()) {
        String log = Files.readString(code.resolveSibling(".command.log"));
        assertTrue(Files.readString(code).equals("0") || log.startsWith("ln: "), code + ": " + log);
      }
    }
  }

  /** All words that tools were started with. */
  private Set<String> arguments() throws IOException {
    Set<String> arguments = new TreeSet<>();
    try (Stream<Path> tree = Files.walk(folder.resolve("work"))) {
      for (Path file :
          tree.filter(path -> path.getFileName().toString().startsWith("arguments-")).toList()) {
        arguments.addAll(Arrays.asList(Files.readString(file).split("\0", -1)));
      }
    }
    return arguments;
  }

  @Test
  void everythingInAScriptIsAWord() throws IOException {
    List<String> others = new ArrayList<>();
    int scripts = 0;
    try (Stream<Path> tree = Files.walk(Pipeline.repository().resolve("modules"))) {
      for (Path module : tree.filter(path -> path.endsWith("main.nf")).toList()) {
        for (MatchResult script : SCRIPT.matcher(Files.readString(module)).results().toList()) {
          scripts++;
          INSERTED
              .matcher(withoutWords(script.group(1)))
              .results()
              .map(MatchResult::group)
              .filter(text -> !text.equals(CONFIGURED))
              .forEach(text -> others.add(module + ": " + text));
        }
      }
    }
    assertEquals(22, scripts, "a script and a stub of each of eleven processes");
    assertEquals(List.of(), others);
  }

  /** A script without its words, which may hold insertions of their own. */
  private static String withoutWords(String script) {
    StringBuilder rest = new StringBuilder();
    int position = 0;
    Matcher word = WORD.matcher(script);
    while (word.find(position)) {
      rest.append(script, position, word.start());
      position = word.start() + 2;
      for (int depth = 1; depth > 0; position++) {
        depth += script.charAt(position) == '{' ? 1 : script.charAt(position) == '}' ? -1 : 0;
      }
    }
    return rest.append(script.substring(position)).toString();
  }

  @Test
  void blanksApostrophesAndLettersOfAnyScriptAreWelcome() throws IOException {
    Path data = Files.createDirectories(folder.resolve("O'Brien's daten"));
    List<String> names = List.of("Größe 1", "снимок_2", "星 3", "a+b=c@d%e,f~4");
    for (String name : names) {
      Files.createFile(data.resolve(name + ".h5"));
    }
    Path recipe = Files.copy(Pipeline.resource("recipe.yaml"), data.resolve("mein rezept é.yaml"));
    Pipeline pipeline = new Pipeline(Files.createDirectories(folder.resolve("l'été 1")));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("--snapshots") + 1, data + "/*.h5");
    options.set(options.indexOf("--recipe") + 1, recipe.toString());
    options.addAll(List.of("--splits", "star", "--region_size", "0.5 pc"));
    Pipeline.Result result = pipeline.run(options, Map.of("LC_ALL", "C"));
    assertEquals(0, result.exitCode(), result.output());
    for (String name : names) {
      assertTrue(pipeline.published().contains("maps/maps-" + name + ".fits"), name);
    }
    String script =
        Files.readString(
            pipeline.taskFolders("PROJECT (Größe 1)").getFirst().resolve(".command.sh"));
    assertTrue(
        script.contains("--version") || script.contains("touch 'maps-Größe 1.fits'"), script);
  }

  /** A checkout, a work folder and an output folder with a blank and an apostrophe. */
  @Test
  void aKilledTrainingGoesOnInAFolderWithAnApostrophe() throws Exception {
    UndisturbedRun.get();
    Path checkout = copyCheckout(folder.resolve("O'Brien's checkout"));
    Pipeline pipeline = new Pipeline(Files.createDirectories(folder.resolve("it's a run")));
    Path output = pipeline.folder().resolve("output.txt");
    String firstSegment = "PRETRAIN (1)";
    Process process = pipeline.start(checkout, UndisturbedRun.options(), Map.of(), output);
    try (Disturbance disturbance = new Disturbance(pipeline, process, output)) {
      Path killed = disturbance.awaitTask(firstSegment, List.of(), "checkpoint/state.json");
      disturbance.awaitProcess(killed).destroyForcibly();
      disturbance.awaitEnd();
    }
    assertEquals(0, process.exitValue(), Files.readString(output));
    assertTrue(Files.isDirectory(pipeline.folder().resolve("work/unfinished")));
    boolean continued = false;
    for (Path attempt : pipeline.taskFolders(firstSegment)) {
      String log = Files.readString(attempt.resolve(".command.log"));
      continued |= log.contains("of an earlier attempt in");
      assertFalse(log.contains("cannot look for an earlier attempt"), log);
    }
    assertTrue(continued, "the training began again");
    UndisturbedRun.assertSameResults(pipeline);
  }

  private static Path copyCheckout(Path checkout) throws Exception {
    Path original = Pipeline.repository();
    Files.createDirectories(checkout.resolve("java-tools/app"));
    for (String part :
        List.of(
            "bin",
            "conf",
            "lib",
            "modules",
            "assets",
            "workflows",
            "main.nf",
            "nextflow.config",
            "nextflow_schema.json")) {
      Shell.succeed(Map.of(), "cp", "-r", original.resolve(part).toString(), checkout + "/");
    }
    for (String built : List.of("java-tools/app/target", "java-tools/workflow")) {
      Files.createSymbolicLink(checkout.resolve(built), original.resolve(built));
    }
    return checkout;
  }

  /** Looks for the file in the folders of tests, of tasks, and where this process runs. */
  private static void assertNothingRan(Path folder) throws IOException {
    assertFalse(Files.exists(Path.of(HostileNames.TRACE)));
    try (Stream<Path> tree = Files.walk(folder)) {
      assertEquals(List.of(), tree.filter(path -> path.endsWith(HostileNames.TRACE)).toList());
    }
  }
}
