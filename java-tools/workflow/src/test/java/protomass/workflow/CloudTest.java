package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What tasks ask of a cloud. Its executor is a plugin that is not on Maven Central: everything of
 * the profile is used but the executor, and the tasks are stand-ins that run here.
 */
class CloudTest {
  private static final Set<String> ON_GPUS = Set.of("PRETRAIN", "EMBED", "BASELINE", "SEGMENT");
  private static final int PROCESSES = 11;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // profile, queue of most tasks, queue of those with GPUs, time of a training
    "awsbatch,   q, gpu-q, 1d",
    "azurebatch, q, gpu-q, 1d",
    "googlebatch, -, gpu-q, 1d",
    "k8s,        -, gpu-q, 1d",
  })
  void everyTaskHasItsImageItsQueueAndItsTime(
      String profile, String queue, String gpuQueue, String trainingTime) throws IOException {
    Pipeline pipeline = new Pipeline(RunFolder.of(getClass(), profile));
    Path here = folder.resolve("here.config");
    Files.writeString(
        here,
        """
        process.executor = 'local'
        docker.enabled = false
        trace.fields = 'process,container,queue,time'
        """);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("test"), "test," + profile + ",gpu");
    options.addAll(List.of("-c", here.toString(), "--splits", "star"));
    // One snapshot and one shard: a task of each process is enough.
    String snapshot = Pipeline.resource("snapshots/a1-00001.h5").toString();
    options.set(options.indexOf("--snapshots") + 1, snapshot);
    options.addAll(List.of("--shards", "1"));
    options.addAll(List.of("--queue", "q", "--gpu_queue", "gpu-q", "--gpu_type", "gpu-kind"));
    options.addAll(
        List.of(
            "--region",
            "region",
            "--project",
            "project",
            "--volume_claim",
            "claim",
            "--gpus",
            "2"));
    options.addAll(List.of("--containers", "registry/namespace", "--container_tag", "TAG"));
    assertEquals(0, pipeline.runHere(options));

    Map<String, List<String>> tasks = tasks(pipeline.results().resolve("execution/trace.txt"));
    assertEquals(PROCESSES, tasks.size(), tasks::toString);
    for (Map.Entry<String, List<String>> task : tasks.entrySet()) {
      String name = task.getKey();
      boolean gpu = ON_GPUS.contains(name);
      String flavor = gpu ? "torch-cuda" : name.equals("EXPORT") ? "torch-cpu" : "tools";
      assertEquals(
          List.of("registry/namespace/protomass-" + flavor + ":TAG", gpu ? gpuQueue : queue),
          task.getValue().subList(0, 2),
          name);
    }
    assertEquals(trainingTime, tasks.get("PRETRAIN").get(2));
    // Where no folder outlives its task, there is nothing to go on from.
    String training =
        Files.readString(pipeline.taskFolders("PRETRAIN (1)").getFirst().resolve(".command.run"));
    assertEquals(profile.equals("k8s"), training.contains("protomass_unfinished"), training);
    assertEquals(profile.equals("k8s"), training.contains("PROTOMASS_TRAINING_SECONDS"), training);
    assertTrue(training.contains("export PROTOMASS_MEMORY_MB="), training);
    assertTrue(training.contains("export PROTOMASS_CPUS="), training);
  }

  /** A machine that is taken back costs the whole segment each time. */
  @Test
  void aTrainingThatLosesItsFolderIsTriedAsOftenAsOtherTasks() throws IOException {
    Pipeline pipeline = new Pipeline(RunFolder.of(getClass(), "retries"));
    // Nextflow wants an interpreter of this name.
    Path shell = folder.resolve("bash");
    Files.writeString(shell, "#!/bin/sh\nexit 75\n");
    assertTrue(shell.toFile().setExecutable(true));
    Path here = folder.resolve("here.config");
    Files.writeString(
        here,
        """
        process.executor = 'local'
        docker.enabled = false
        process { withName: PRETRAIN { shell = '%s' } }
        """
            .formatted(shell));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.set(options.indexOf("test"), "test,googlebatch");
    options.addAll(List.of("-c", here.toString(), "--splits", "star", "--region", "region"));
    assertEquals(1, pipeline.runHere(options));
    assertEquals(1 + 3, pipeline.taskFolders("PRETRAIN (1)").size());
  }

  /** The traced fields of one task of each process, by the process' last name. */
  private static Map<String, List<String>> tasks(Path trace) throws IOException {
    Map<String, List<String>> tasks = new TreeMap<>();
    List<String> lines = Files.readAllLines(trace);
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = Arrays.asList(line.split("\t", -1));
      String process = fields.getFirst();
      tasks.put(process.substring(process.lastIndexOf(':') + 1), fields.subList(1, fields.size()));
    }
    return tasks;
  }
}
