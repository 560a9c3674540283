package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Follows the recipe in CONTRIBUTING.md to the letter in a copy of this checkout: its command is
 * compiled and found, and its process runs in the pipeline.
 */
class NewStageTest {
  private static final String TOOL = "tally";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w+)\\n(.*?)^ *```$");

  /** Parts of a checkout that a run needs; of some there need not be any. */
  private static final List<String> PARTS =
      List.of("assets", "bin", "conf", "lib", "modules", "subworkflows", "workflows");

  private static Path folder;
  private static Path checkout;
  private static Path libraries;

  @BeforeAll
  static void followTheRecipe() throws Exception {
    folder = RunFolder.of(NewStageTest.class, "recipe");
    checkout = Files.createDirectory(folder.resolve("checkout"));
    copyCheckout();
    List<String> blocks = recipe();
    assertEquals(5, blocks.size(), blocks.toString());
    compile(blocks.get(0), blocks.get(1));
    Shell.succeed(
        Map.of(),
        StageTest.toolsFile(
            libraries + "/*:" + libraries + "/torch/*", DeclaredTool.file(checkout)));
    Path module = checkout.resolve("modules").resolve(TOOL).resolve("main.nf");
    Files.createDirectories(module.getParent());
    Files.writeString(module, blocks.get(2));
    call(blocks.get(3), blocks.get(4));
  }

  @Test
  void theToolIsDeclaredAndStarted() throws Exception {
    List<String> expected = new ArrayList<>(DeclaredTool.of(Pipeline.repository()).keySet());
    expected.add(TOOL);
    assertEquals(
        expected.stream().sorted().toList(), List.copyOf(DeclaredTool.of(checkout).keySet()));
    Path protomass = checkout.resolve("bin/protomass");
    String help = Shell.succeed(Map.of(), protomass.toString(), "--help");
    assertTrue(help.contains("  " + TOOL + "  "), help);
    String script =
        """
        cd '%s'
        p='%s'
        "$p" project --snapshot '%s' --map-size 8 --axes x --quiet --out maps.fits
        "$p" split --maps maps.fits --by map --quiet --out catalogue.csv
        "$p" %s --catalogue catalogue.csv --out tally.json
        """
            .formatted(
                folder, protomass, Pipeline.repository().resolve("assets/demo/h1-00042.h5"), TOOL);
    Shell.succeed(Map.of(), "bash", "-euc", script);
    // The catalogue itself says how many there are.
    List<String> rows = Files.readAllLines(folder.resolve("catalogue.csv"));
    long test = rows.stream().filter(row -> row.contains(",test,")).count();
    long training = rows.stream().filter(row -> row.contains(",train,")).count();
    assertTrue(test > 0 && training > 0, rows.toString());
    String tally = Files.readString(folder.resolve("tally.json"));
    assertTrue(tally.contains("\"training\" : " + training + ","), tally);
    assertTrue(tally.contains("\"test\" : " + test + ","), tally);
  }

  @Test
  void theProcessIsAsItsToolDeclares() throws IOException {
    List<Stage> stages = Stage.of(checkout);
    assertEquals(Stage.of(Pipeline.repository()).size() + 1, stages.size());
    Map<String, DeclaredTool> tools = DeclaredTool.of(checkout);
    assertEquals(List.of(), stages.stream().flatMap(s -> s.faults(tools).stream()).toList());
  }

  @Test
  void thePipelineRunsIt() throws Exception {
    Pipeline pipeline = new Pipeline(Files.createDirectory(folder.resolve("run")));
    Path output = folder.resolve("output.txt");
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--segments", "1"));
    Process process = pipeline.start(checkout, options, Map.of(), output);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      Pipeline.kill(process);
    }
    String said = Files.readString(output);
    assertEquals(0, process.waitFor(), said);
    List<String> tallied =
        new Pipeline.Result(0, said)
            .tasks("Submitted").stream()
                .map(task -> task.replaceFirst("^.*:", ""))
                .filter(task -> task.startsWith("TALLY"))
                .toList();
    assertEquals(List.of("TALLY (by map)", "TALLY (by star)"), tallied, said);
  }

  /** The code that the recipe shows, without what it is indented by in its list. */
  private static List<String> recipe() throws IOException {
    String text = Files.readString(Pipeline.repository().resolve("CONTRIBUTING.md"));
    String section = text.replaceFirst("(?s).*?(?=\\n## Adding a stage\\n)", "");
    section = section.replaceFirst("(?s)(\\n## Adding a stage\\n.*?)\\n## .*", "$1");
    return BLOCK
        .matcher(section)
        .results()
        .map((MatchResult block) -> block.group(2).stripTrailing().stripIndent() + "\n")
        .toList();
  }

  /** The scripts are copied, the built libraries linked one by one. */
  private static void copyCheckout() throws Exception {
    Path original = Pipeline.repository();
    for (String part : PARTS) {
      if (Files.exists(original.resolve(part))) {
        Shell.succeed(Map.of(), "cp", "-r", original.resolve(part).toString(), checkout + "/");
      }
    }
    for (String file : List.of("main.nf", "nextflow.config", "nextflow_schema.json")) {
      Files.copy(original.resolve(file), checkout.resolve(file));
    }
    libraries = Files.createDirectories(DeclaredTool.libraries(checkout));
    try (Stream<Path> built = Files.list(DeclaredTool.libraries(original))) {
      for (Path library : built.filter(NewStageTest::isLibrary).toList()) {
        Files.createSymbolicLink(libraries.resolve(library.getFileName()), library);
      }
    }
    for (String written : List.of("CONTENT_HASH", "tools.config")) {
      Files.copy(DeclaredTool.libraries(original).resolve(written), libraries.resolve(written));
    }
    Files.createSymbolicLink(
        checkout.resolve("java-tools/workflow"), original.resolve("java-tools/workflow"));
  }

  /** The others are written anew for the copy. */
  private static boolean isLibrary(Path path) {
    return path.toString().endsWith(".jar") || path.endsWith("torch");
  }

  /** Compiles the command against the built libraries into a jar beside them. */
  private static void compile(String source, String services) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path file = folder.resolve("TallyCommand.java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> jars = Files.list(libraries)) {
      String classPath = String.join(":", jars.map(Path::toString).toList());
      List<String> options =
          List.of(
              "-Xlint:all,-processing,-classfile",
              "-Werror",
              "-proc:none",
              "-cp",
              classPath,
              "-d",
              classes.toString());
      boolean compiled =
          compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file)).call();
      assertTrue(compiled, said.toString());
    }
    Path service = classes.resolve("META-INF/services/protomass.core.command.ProtomassCommand");
    Files.createDirectories(service.getParent());
    Files.writeString(service, services);
    Path jar = libraries.resolve("tally-0.1.0.jar");
    try (FileSystem archive = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> tree = Files.walk(classes)) {
      for (Path from : tree.filter(Files::isRegularFile).toList()) {
        Path to = archive.getPath("/").resolve(classes.relativize(from).toString());
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        try (OutputStream out = Files.newOutputStream(to)) {
          Files.copy(from, out);
        }
      }
    }
  }

  /** Puts the two lines into whichever script has the call of SPLIT. */
  private static void call(String include, String call) throws IOException {
    Pattern splits = Pattern.compile("(?m)^( *)SPLIT\\((?:[^()]|\\([^()]*\\))*\\)$");
    Pattern includes = Pattern.compile("(?m)^include \\{ SPLIT \\} from '(.*)modules/.*$");
    TreeSet<Path> scripts = new TreeSet<>(List.of(checkout.resolve("main.nf")));
    for (String part : PARTS.subList(PARTS.indexOf("modules") + 1, PARTS.size())) {
      if (Files.exists(checkout.resolve(part))) {
        try (Stream<Path> tree = Files.walk(checkout.resolve(part))) {
          tree.filter(path -> path.toString().endsWith(".nf")).forEach(scripts::add);
        }
      }
    }
    int changed = 0;
    for (Path script : scripts) {
      String text = Files.readString(script);
      Matcher from = includes.matcher(text);
      if (from.find()) {
        String where = include.replace("'./modules", "'" + from.group(1) + "modules");
        text = from.replaceFirst("$0\n" + Matcher.quoteReplacement(where.strip()));
        Matcher split = splits.matcher(text);
        assertTrue(split.find(), script + " includes SPLIT and does not call it");
        Files.writeString(
            script, split.replaceFirst("$0\n$1" + Matcher.quoteReplacement(call.strip())));
        changed++;
      }
    }
    assertEquals(1, changed);
  }
}
