package protomass.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nextflow.Global;
import nextflow.cli.Launcher;
import nextflow.extension.CH;
import nextflow.plugin.Plugins;
import protomass.testing.SharedFolder;

/**
 * Runs this checkout's pipeline in a folder of its own, as its user would in a process of its own,
 * or quicker in this one.
 *
 * @param folder where results, work and logs go
 */
record Pipeline(Path folder) {
  /** Longer than any run of the tests takes on two busy cores. */
  private static final long TIMEOUT_MINUTES = 12;

  /** Switches on the plugin, which leaves the page on how a run went. */
  static final Map<String, String> PLUGIN = Map.of("PROTOMASS_PLUGIN", "on");

  /** The workflows that a process stands in, before its name. */
  private static final String WORKFLOWS = "([A-Z_]+:)*";

  /** What a run printed and how it ended. */
  record Result(int exitCode, String output) {
    /**
     * Names of the tasks that a log line of this verb names, such as {@code Cached}, without the
     * workflows that they stand in.
     */
    List<String> tasks(String verb) {
      return output
          .lines()
          .filter(line -> line.contains(verb + " process > "))
          .map(line -> line.replaceFirst(".* process > " + WORKFLOWS, ""))
          .sorted()
          .toList();
    }
  }

  static Path repository() {
    return SharedFolder.repository();
  }

  static Path resource(String name) {
    return repository().resolve("java-tools/workflow/src/test/resources").resolve(name);
  }

  /** The options of the smallest run on files that only stand for snapshots. */
  static List<String> stub() {
    return List.of(
        "-profile",
        "test",
        "-stub-run",
        "--snapshots",
        resource("snapshots") + "/*.h5",
        "--recipe",
        resource("recipe.yaml").toString());
  }

  Path results() {
    return folder.resolve("results");
  }

  /** Paths of all published files, relative to the results, sorted, without the execution's own. */
  List<String> published() {
    try (Stream<Path> tree = Files.walk(results())) {
      return tree.filter(Files::isRegularFile)
          .map(path -> results().relativize(path).toString())
          .filter(Predicate.not(path -> path.startsWith("execution/")))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The content of every published score by the name of its file. */
  Map<String, String> scores() throws IOException {
    Map<String, String> scores = new TreeMap<>();
    try (Stream<Path> files = Files.list(results().resolve("scores"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".scores.json")).toList()) {
        scores.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return scores;
  }

  /** SHA-256 of a published file. */
  String hashOf(String name) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(results().resolve(name))));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Finds the lines of a log, or of a task's script, that name a task by its simple name. */
  static Pattern naming(String before, String task) {
    return Pattern.compile(before + WORKFLOWS + Pattern.quote(task));
  }

  /** The work folders of all tasks and attempts so far whose simple name is a given one. */
  List<Path> taskFolders(String task) throws IOException {
    Pattern named = naming("### name: '", task + "'");
    Path work = folder.resolve("work");
    if (!Files.exists(work)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> scripts = Files.find(work, 3, Pipeline::isTaskScript)) {
      for (Path script : scripts.toList()) {
        if (named.matcher(Files.readString(script)).find()) {
          found.add(script.getParent());
        }
      }
    } catch (UncheckedIOException vanished) {
      // Nextflow moves files while they are looked for.
      return taskFolders(task);
    }
    return found;
  }

  private static boolean isTaskScript(Path path, BasicFileAttributes attributes) {
    return path.endsWith(".command.run");
  }

  /** Runs the pipeline in this JVM, without a cache. */
  int runHere(List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("-log", folder.resolve("log").toString()));
    arguments.addAll(List.of("run", repository().resolve("main.nf").toString(), "-cache", "false"));
    arguments.addAll(List.of("-w", folder.resolve("work").toString()));
    arguments.addAll(List.of("--outdir", results().toString()));
    arguments.addAll(options);
    return launchHere(arguments);
  }

  /** Runs any Nextflow command in this JVM. */
  static int launchHere(List<String> arguments) {
    try {
      return new Launcher().command(arguments.toArray(String[]::new)).run();
    } finally {
      Plugins.stop();
      Global.setSession(null);
      forgetTopics();
    }
  }

  /**
   * Nextflow keeps topic channels in a static map: a second run would wait for those of the first.
   */
  private static void forgetTopics() {
    try {
      Field topics = CH.class.getDeclaredField("allTopics");
      topics.setAccessible(true);
      ((Map<?, ?>) topics.get(null)).clear();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("this Nextflow keeps its topics elsewhere", failure);
    }
  }

  /** Runs the pipeline in a process of its own. */
  Result run(List<String> options) {
    return run(options, Map.of());
  }

  Result run(List<String> options, Map<String, String> environment) {
    Path output = folder.resolve("output.txt");
    Process process = start(options, environment, output);
    try {
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        kill(process);
        throw new AssertionError("the run took too long:\n" + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException failure) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  /** Starts the pipeline; all that it prints goes to a file. */
  Process start(List<String> options, Map<String, String> environment, Path output) {
    return start(repository(), options, environment, output);
  }

  /** Starts the pipeline of another checkout. */
  Process start(Path checkout, List<String> options, Map<String, String> environment, Path output) {
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("bin/protomass-nextflow").toString());
    command.addAll(List.of("run", checkout.resolve("main.nf").toString()));
    command.addAll(List.of("--outdir", results().toString()));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PROTOMASS_NEXTFLOW", "bundled");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Kills a process and all that it started, without warning. */
  static void kill(Process process) {
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
