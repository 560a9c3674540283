package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pipeline on a real SLURM, undisturbed and with all that happens to jobs on clusters. */
class SlurmTest {
  private static final String FIRST_SEGMENT = "PRETRAIN (1)";
  private static final String SECOND_SEGMENT = "PRETRAIN (2)";

  private static final Pattern STEPS = Pattern.compile("\"iteration\" : (\\d+)");

  /** Polls as often as a test can afford and a site could not; jobs see no GPU but have one. */
  private static final String SITE =
      """
      process {
          withName: 'PRETRAIN|EMBED|BASELINE|SEGMENT' {
              ext = [device: 'cpu']
          }
          withName: 'PRETRAIN' {
              // The second attempt is not warned of its end: what SLURM sends it is ignored.
              clusterOptions = { "--gres=gpu:1" + (task.attempt == 2 ? ' --signal=B:USR1@30' : '') }
          }
          withName: 'EMBED' {
              beforeScript = 'echo "GPUs $CUDA_VISIBLE_DEVICES" > gpus'
          }
      }
      executor {
          queueSize = 10
          pollInterval = '500 ms'
          queueStatInterval = '1 sec'
          exitReadTimeout = '15 sec'
      }
      """;

  private static SlurmCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    SlurmCluster.require();
    cluster = SlurmCluster.start();
  }

  @AfterAll
  static void endCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theDemosTasksGoInJobArraysAtMostSoManyASecond() throws Exception {
    Pipeline pipeline = pipeline("stub");
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-profile", "demo,slurm", "-stub-run", "--splits", "star"));
    options.addAll(List.of("--snapshots_per_task", "4", "--job_array", "4"));
    options.addAll(List.of("--queue", "main", "--account", "none", "--submit_rate", "20/1sec"));
    Pipeline.Result result = pipeline.run(site(pipeline, options), cluster.environment());
    assertEquals(0, result.exitCode(), result.output() + cluster.log());
    assertTrue(pipeline.published().contains("report.html"));
    Path flame = pipeline.taskFolders("FLAME (shard 0)").getFirst();
    String array = arrayOf(pipeline, flame);
    assertTrue(array.contains("#SBATCH --array 0-3"), array);
    assertTrue(array.contains("#SBATCH -p main"), array);
    assertTrue(array.contains("#SBATCH --account=none"), array);
  }

  @Test
  void jobsThatAreDrainedStoppedCancelledAndKilledAtTheirLimitEndInTheSameScores()
      throws Exception {
    Pipeline pipeline = pipeline("real");
    List<String> options = UndisturbedRun.withProfiles("test,slurm,gpu", "--training_time", "2m");
    Path output = pipeline.folder().resolve("output.txt");
    Process process = pipeline.start(site(pipeline, options), withPlugin(), output);
    Path killed;
    try (Disturbance disturbance = new Disturbance(pipeline, process, output)) {
      // The node is drained while fractals are drawn, and dies of it.
      disturbance.await("a job of FLAME", () -> !cluster.jobs("RUNNING", "_FLAME_").isEmpty());
      // Past the first instants of Nextflow's wrapper, in which a signal makes it end with 1.
      TimeUnit.SECONDS.sleep(1);
      cluster.setNode("DRAIN");
      cluster.setNode("DOWN");
      TimeUnit.SECONDS.sleep(2);
      cluster.setNode("RESUME");

      // A training is told to stop, the next attempt is killed at its limit while it hangs, and the
      // next segment hangs until it is told that its time is almost up.
      Path stopped = disturbance.awaitTask(FIRST_SEGMENT, List.of(), "checkpoint/state.json");
      Disturbance.signal("TERM", disturbance.awaitProcess(stopped));
      killed = killAtLimit(disturbance, stopped);
      Path hung = disturbance.awaitTask(SECOND_SEGMENT, List.of(), "checkpoint/state.json");
      Disturbance.signal("STOP", disturbance.awaitProcess(hung));

      disturbance.await("a job of WHITEN", () -> !cluster.jobs("RUNNING", "WHITEN").isEmpty());
      cluster.command("scancel", cluster.jobs("RUNNING", "WHITEN").getFirst());
      disturbance.awaitEnd();
    }
    Pipeline.Result result = new Pipeline.Result(process.exitValue(), Files.readString(output));
    assertEquals(0, result.exitCode(), result.output() + cluster.log());
    assertFalse(Files.exists(killed.resolve(".exitcode")), "its end was in good order");
    assertContinued(pipeline, FIRST_SEGMENT);
    assertContinued(pipeline, SECOND_SEGMENT);
    UndisturbedRun.assertSameResults(pipeline);

    Path embed = pipeline.taskFolders("EMBED (star vit-random)").getLast();
    assertTrue(Files.readString(embed.resolve(".command.run")).contains("--gres=gpu:1"));
    assertTrue(Files.readString(embed.resolve("gpus")).matches("GPUs [01]\n"));
    assertAttemptsAreTold(CoursePage.of(pipeline));
  }

  /**
   * Lets the attempt after a stopped one save once more and then hang, so that no signal is heeded,
   * and puts its job's limit to the present.
   *
   * @return its work folder
   */
  private static Path killAtLimit(Disturbance disturbance, Path stopped) throws Exception {
    Path attempt = disturbance.awaitTask(FIRST_SEGMENT, List.of(stopped), "checkpoint/state.json");
    ProcessHandle tool = disturbance.awaitProcess(attempt);
    long steps = savedSteps(stopped);
    disturbance.await("a step after " + steps, () -> savedSteps(attempt) > steps);
    // At the end of the hang the tool is killed as by the cgroup of a job: this cluster, without
    // one,
    // loses sight of a process whose parents have ended.
    try (Hang _ = new Hang(tool)) {
      String job = cluster.jobs("RUNNING", "_PRETRAIN_").getFirst();
      cluster.command("scontrol", "update", "JobId=" + job, "EndTime=now+2");
      disturbance.await(
          "the end of job " + job,
          () -> !List.of("RUNNING", "COMPLETING").contains(cluster.stateOf(job)));
      assertEquals("TIMEOUT", cluster.stateOf(job));
    }
    return attempt;
  }

  /** How far a task's checkpoint has come; 0 while it is being replaced. */
  private static long savedSteps(Path task) throws IOException {
    try {
      Matcher steps = STEPS.matcher(Files.readString(task.resolve("checkpoint/state.json")));
      return steps.find() ? Long.parseLong(steps.group(1)) : 0;
    } catch (NoSuchFileException replaced) {
      return 0;
    }
  }

  private static void assertAttemptsAreTold(CoursePage page) {
    List<String> failures = page.failures();
    assertTrue(failures.contains(FIRST_SEGMENT + ", attempt 1"), failures.toString());
    assertTrue(failures.contains(FIRST_SEGMENT + ", attempt 2"), failures.toString());
    assertTrue(page.text().contains("Exit code 75: stopped in good order"), page.text());
    assertTrue(page.text().contains("No exit code: "), page.text());
  }

  private static void assertContinued(Pipeline pipeline, String task) throws IOException {
    List<Path> attempts = pipeline.taskFolders(task);
    assertTrue(attempts.size() > 1, task + " was never tried again");
    boolean continued = false;
    for (Path attempt : attempts) {
      Path log = attempt.resolve(".command.log");
      continued |= Files.exists(log) && Files.readString(log).contains("of an earlier attempt in");
      String script = Files.readString(attempt.resolve(".command.run"));
      assertTrue(script.contains("PROTOMASS_TRAINING_SECONDS=85"), script);
    }
    assertTrue(continued, task + " began again");
  }

  private static String arrayOf(Pipeline pipeline, Path task) throws IOException {
    try (var scripts =
        Files.find(
            pipeline.folder().resolve("work"),
            3,
            (path, attributes) -> path.endsWith(".command.run"))) {
      for (Path script : scripts.toList()) {
        String text = Files.readString(script);
        if (text.contains("--array") && text.contains(task.toString())) {
          return text;
        }
      }
    }
    throw new AssertionError("no job array holds " + task);
  }

  private static Map<String, String> withPlugin() {
    Map<String, String> environment = new HashMap<>(cluster.environment());
    environment.putAll(Pipeline.PLUGIN);
    return environment;
  }

  private static Pipeline pipeline(String name) throws IOException {
    return new Pipeline(RunFolder.of(SlurmTest.class, name));
  }

  private static List<String> site(Pipeline pipeline, List<String> options) throws IOException {
    Path site = pipeline.folder().resolve("site.config");
    Files.writeString(site, SITE);
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-c", site.toString()));
    return all;
  }
}
