package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Runs with the real tools that meet one misfortune each and are resumed: when they come to their
 * end their results are those of an undisturbed run. Drills do not depend on each other, nor on the
 * order in which a run's tasks come.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailureDrillTest {
  private static final String RANDOM_EMBEDDING = "EMBED (star vit-random)";
  private static final String FIRST_SEGMENT = "PRETRAIN (1)";
  private static final String SECOND_SHARD = "FLAME (shard 1)";

  /** How a full disk shows: a tool's own exit code, or the words of the system. */
  private static final List<String> FULL_DISK =
      List.of("error exit status (73)", "No space left on device");

  /** How long Nextflow may take to notice that a task has died. */
  private static final long RETRY_SECONDS = 20;

  private static final Pattern RETRIED =
      Pattern.compile("Process `(?:\\w+:)*(.*)` terminated .*\\(137\\) -- Execution is retried");

  @Test
  void aFullDiskEndsTheRunAndMoreSpaceLetsItGoOn() throws Exception {
    Path place =
        Pipeline.repository().resolve("java-tools/workflow/target/test-runs/FailureDrillTest/disk");
    SmallDisk.release(place.resolve("work"));
    Pipeline pipeline = new Pipeline(RunFolder.of(FailureDrillTest.class, "disk"));
    // The maps of one snapshot are larger: whatever task comes first, one does not find the space.
    try (SmallDisk disk = SmallDisk.mount(pipeline.folder().resolve("work"), "300k")) {
      Pipeline.Result full = pipeline.run(UndisturbedRun.options(), Pipeline.PLUGIN);
      assertNotEquals(0, full.exitCode(), full.output());
      assertTrue(FULL_DISK.stream().anyMatch(full.output()::contains), full.output());
      CoursePage page = CoursePage.of(pipeline);
      assertTrue(page.all("h1").getFirst().startsWith("Failed after "), page.text());
      if (full.output().contains("error exit status")) {
        assertFalse(page.failures().isEmpty(), page.text());
      }
      disk.resize("2g");
      resume(pipeline);
      UndisturbedRun.assertSameResults(pipeline);
    }
  }

  /** The first, for its run ends whole and spares the others one of their own. */
  @Test
  @Order(1)
  void theRunSurvivesTheDeathOfNextflowOfATaskAndFiveOfAllAtRandomTimes() throws Exception {
    Pipeline pipeline = new Pipeline(RunFolder.of(FailureDrillTest.class, "deaths"));
    Random random = new Random(20);
    // The tasks live on, and write while the next run begins.
    killAfter(pipeline, random, false);
    for (int death = 0; death < 5; death++) {
      killAfter(pipeline, random, true);
    }

    Path output = pipeline.folder().resolve("task-killed.txt");
    Process process = start(pipeline, output);
    try (Disturbance disturbance = new Disturbance(pipeline, process, output)) {
      while (!RETRIED.matcher(Files.readString(output)).find()) {
        killATool(disturbance, process, output);
      }
      disturbance.awaitEnd();
    }
    assertEquals(0, process.exitValue(), Files.readString(output));
    CoursePage page = CoursePage.of(pipeline);
    assertEquals(retried(Files.readString(output)), page.failures().stream().sorted().toList());
    assertTrue(
        page.text().contains("Exit code 137: killed by SIGKILL, most often for want of memory;"),
        page.text());
    assertTrue(page.text().contains("it was tried again"), page.text());
    UndisturbedRun.assertSameResults(pipeline);
    WholeRun.giveBack(pipeline);
  }

  @Test
  void aDeletedWorkFolderIsMadeAgain() throws Exception {
    Pipeline pipeline = WholeRun.take();
    pipeline.taskFolders(RANDOM_EMBEDDING).forEach(FailureDrillTest::delete);
    Pipeline.Result resumed = resume(pipeline);
    assertTrue(resumed.tasks("Submitted").contains(RANDOM_EMBEDDING), resumed.output());
    assertFalse(resumed.tasks("Submitted").contains(FIRST_SEGMENT), resumed.output());
    CoursePage page = CoursePage.of(pipeline);
    assertEquals(resumed.tasks("Submitted"), page.tasks());
    assertTrue(
        page.text()
            .contains(
                "Run with -resume, which kept the results of %d tasks; %d were run."
                    .formatted(resumed.tasks("Cached").size(), resumed.tasks("Submitted").size())),
        page.text());
    assertEquals(List.of(), page.failures());
    UndisturbedRun.assertSameResults(pipeline);
    WholeRun.giveBack(pipeline);
  }

  @Test
  void aCutFileIsNamedAndMadeAgainOnceItsFolderIsDeleted() throws Exception {
    Pipeline pipeline = WholeRun.take();
    Path file =
        lastOf(pipeline, RANDOM_EMBEDDING).resolve("star.vit-random.embeddings.safetensors");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(content.length() - 1);
    }
    failNaming(pipeline, "star.vit-random.embeddings.safetensors");
    pipeline.taskFolders(RANDOM_EMBEDDING).forEach(FailureDrillTest::delete);
    resume(pipeline);
    UndisturbedRun.assertSameResults(pipeline);
    WholeRun.giveBack(pipeline);
  }

  @Test
  void aShardWithOneOtherBitIsNamedAndDrawnAgainOnceItsFolderIsDeleted() throws Exception {
    Pipeline pipeline = WholeRun.take();
    Path shard = inputOf(pipeline, FIRST_SEGMENT, "fractals/fractals-00001.tar");
    byte[] content = Files.readAllBytes(shard);
    int picture = new String(content, StandardCharsets.ISO_8859_1).indexOf("IDAT");
    content[picture + 20] ^= 1;
    Files.write(shard, content);
    failNaming(pipeline, "fractals-00001.tar");
    pipeline.taskFolders(SECOND_SHARD).forEach(FailureDrillTest::delete);
    Pipeline.Result resumed = resume(pipeline);
    assertTrue(resumed.tasks("Cached").contains("FLAME (shard 0)"), resumed.output());
    UndisturbedRun.assertSameResults(pipeline);
    WholeRun.giveBack(pipeline);
  }

  /** The last: tasks of two runs lie in its work folder, so it does not give its run back. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aSecondRunInTheSameWorkFolderDisturbsNobodyAndTheSameRunTwiceIsRefused() throws Exception {
    Pipeline pipeline = WholeRun.take();
    pipeline.taskFolders(RANDOM_EMBEDDING).forEach(FailureDrillTest::delete);
    Path work = pipeline.folder().resolve("work");
    Pipeline other = new Pipeline(RunFolder.of(FailureDrillTest.class, "other"));
    Path otherOutput = other.folder().resolve("output.txt");
    Process second =
        other.start(UndisturbedRun.options("-work-dir", work.toString()), Map.of(), otherOutput);
    Path output = pipeline.folder().resolve("first.txt");
    Process first = start(pipeline, output);
    try (Disturbance ofSecond = new Disturbance(other, second, otherOutput);
        Disturbance ofFirst = new Disturbance(pipeline, first, output)) {
      ProcessHandle task = aTool(ofFirst, first);
      // The run cannot end before its twin has begun.
      Disturbance.signal("STOP", task);
      Path third = pipeline.folder().resolve("third.txt");
      Process refused = start(pipeline, third);
      try (Disturbance ofThird = new Disturbance(pipeline, refused, third)) {
        ofThird.awaitEnd();
      } finally {
        Disturbance.signal("CONT", task);
      }
      assertNotEquals(0, refused.exitValue(), Files.readString(third));
      assertTrue(Files.readString(third).contains("lock"), Files.readString(third));
      ofFirst.awaitEnd();
      ofSecond.awaitEnd();
    }
    assertEquals(0, first.exitValue(), Files.readString(output));
    assertEquals(0, second.exitValue(), Files.readString(otherOutput));
    UndisturbedRun.assertSameResults(pipeline);
    UndisturbedRun.assertSameResults(other);
  }

  @Test
  void clocksThatDifferDoNotMatterToALenientCache() throws Exception {
    Pipeline stub = new Pipeline(RunFolder.of(FailureDrillTest.class, "lenient"));
    Path snapshots = Files.createDirectory(stub.folder().resolve("snapshots"));
    try (Stream<Path> files = Files.list(Pipeline.resource("snapshots"))) {
      for (Path file : files.toList()) {
        Files.copy(file, snapshots.resolve(file.getFileName()));
      }
    }
    Path lenient = stub.folder().resolve("lenient.config");
    Files.writeString(lenient, "process.cache = 'lenient'\n");
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star", "-c", lenient.toString()));
    options.set(options.indexOf("--snapshots") + 1, snapshots + "/*.h5");
    Pipeline.Result first = stub.run(options);
    assertEquals(0, first.exitCode(), first.output());

    FileTime ahead = FileTime.from(Instant.now().plus(Duration.ofDays(1)));
    List<Path> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(stub.folder())) {
      inputs.addAll(files.filter(Files::isRegularFile).filter(FailureDrillTest::isInput).toList());
    }
    for (Path input : inputs) {
      Files.setLastModifiedTime(input, ahead);
    }
    options.add("-resume");
    Pipeline.Result second = stub.run(options);
    assertEquals(0, second.exitCode(), second.output());
    assertEquals(List.of(), second.tasks("Submitted"), second.output());
  }

  private static boolean isInput(Path path) {
    String name = path.toString();
    return name.endsWith(".h5") || name.endsWith(".tar") || name.endsWith(".fits");
  }

  /** A tool that works for a run. */
  private static ProcessHandle aTool(Disturbance disturbance, Process nextflow)
      throws IOException, InterruptedException {
    ProcessHandle[] found = new ProcessHandle[1];
    disturbance.await(
        "a task",
        () -> {
          found[0] = nextflow.descendants().filter(Disturbance::isTool).findFirst().orElse(null);
          return found[0] != null;
        });
    return found[0];
  }

  /** Kills the first tool that is found, if it has not ended by then, and waits for what comes. */
  private static void killATool(Disturbance disturbance, Process nextflow, Path output)
      throws IOException, InterruptedException {
    aTool(disturbance, nextflow).destroyForcibly();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(RETRY_SECONDS);
    disturbance.await(
        "the task's second attempt",
        () -> RETRIED.matcher(Files.readString(output)).find() || System.nanoTime() > deadline);
  }

  /** What the page says of all attempts that Nextflow says were killed, sorted. */
  private static List<String> retried(String output) {
    Map<String, Integer> attempts = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    Matcher retried = RETRIED.matcher(output);
    while (retried.find()) {
      int attempt = attempts.merge(retried.group(1), 1, Integer::sum);
      lines.add(retried.group(1) + ", attempt " + attempt);
    }
    return lines.stream().sorted().toList();
  }

  /** Starts the run and kills it some seconds after its first task; with all its tasks or alone. */
  private static void killAfter(Pipeline pipeline, Random random, boolean tasksToo)
      throws Exception {
    Path output = pipeline.folder().resolve("killed.txt");
    Process process = start(pipeline, output);
    try (Disturbance disturbance = new Disturbance(pipeline, process, output)) {
      disturbance.await("a task", () -> Files.readString(output).contains("process > "));
      TimeUnit.MILLISECONDS.sleep(random.nextLong(6000));
      if (!tasksToo) {
        process.destroyForcibly();
        process.waitFor();
      }
    }
  }

  private static Process start(Pipeline pipeline, Path output) {
    return pipeline.start(UndisturbedRun.options("-resume"), Pipeline.PLUGIN, output);
  }

  private static Pipeline.Result resume(Pipeline pipeline) {
    Pipeline.Result resumed = pipeline.run(UndisturbedRun.options("-resume"), Pipeline.PLUGIN);
    assertEquals(0, resumed.exitCode(), resumed.output());
    return resumed;
  }

  private static void failNaming(Pipeline pipeline, String file) throws IOException {
    Pipeline.Result failed = pipeline.run(UndisturbedRun.options("-resume"), Pipeline.PLUGIN);
    assertNotEquals(0, failed.exitCode(), failed.output());
    assertTrue(
        failed.output().lines().anyMatch(line -> line.contains("protomass") && line.contains(file)),
        failed.output());
    assertTrue(failed.output().contains("error exit status (65)"), failed.output());
    String page = CoursePage.of(pipeline).text();
    assertTrue(page.contains("Exit code 65: bad input data; the message names the file"), page);
    assertTrue(page.contains("the run failed with it"), page);
    assertTrue(page.contains(file), page);
  }

  /** The file that the newest attempt at a task read. */
  private static Path inputOf(Pipeline pipeline, String task, String name) throws IOException {
    return lastOf(pipeline, task).resolve(name).toRealPath();
  }

  /** The newest work folder of a task. */
  private static Path lastOf(Pipeline pipeline, String task) throws IOException {
    return pipeline.taskFolders(task).stream()
        .filter(folder -> Files.exists(folder.resolve(".exitcode")))
        .max((a, b) -> Long.compare(begun(a), begun(b)))
        .orElseThrow();
  }

  private static long begun(Path folder) {
    return folder.resolve(".exitcode").toFile().lastModified();
  }

  private static void delete(Path folder) {
    try {
      Shell.succeed(Map.of(), "rm", "-rf", folder.toString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
