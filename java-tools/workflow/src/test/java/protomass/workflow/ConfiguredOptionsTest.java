package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever option a tool has, a configuration can hand it on. */
class ConfiguredOptionsTest {
  private static final Set<String> COMMANDS =
      new TreeSet<>(
          List.of(
              "flame",
              "pretrain",
              "export",
              "project",
              "split",
              "embed",
              "whiten",
              "regress",
              "baseline",
              "segment",
              "report"));

  /** Notes its arguments, and makes what its stage has to make. */
  private static final String TOOL =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      if [[ $1 == --version ]]; then echo 'protomass 0'; exit; fi
      printf '%s\\0' "$@" > arguments
      arguments=("$@")
      for (( i = 1; i < $#; i++ )); do
          case ${arguments[i]} in
              --out) out=${arguments[i + 1]} ;;
              --shard) printf -v name 'fractals-%05d' "${arguments[i + 1]%-*}" ;;
          esac
      done
      case $1 in
          flame) touch "$name.tar" "$name.manifest.json" ;;
          pretrain) mkdir -p "$out"; touch "$out"/{metrics.jsonl,throughput.jsonl,recipe.json} ;;
          segment) mkdir -p "$out" ;;
          split) mkdir -p "${out%/*}"; touch "$out" "${out%/*}/normalisation.json" ;;
          regress | baseline) touch "$out.scores.json" "$out.predictions.csv" ;;
          *) touch "$out" ;;
      esac
      """;

  private static final String SITE =
      """
      process.ext.args = "--site 'two words'"
      process {
          withName: 'EMBED' { ext.args = '--pooling patch-mean' }
      }
      """;

  @Test
  void optionsOfAConfigurationReachEveryTool() throws IOException {
    Path folder = RunFolder.of(getClass(), "options");
    Path site = folder.resolve("site.config");
    Files.writeString(site, SITE);
    List<List<String>> calls = callsOf(folder, List.of("-c", site.toString()));
    Set<String> commands = new TreeSet<>();
    calls.forEach(call -> commands.add(call.getFirst()));
    assertEquals(COMMANDS, commands);
    assertAll(
        calls.stream()
            .map(
                call ->
                    () -> {
                      boolean embed = call.getFirst().equals("embed");
                      assertEquals(embed, holds(call, "--pooling", "patch-mean"), call::toString);
                      assertEquals(!embed, holds(call, "--site", "two words"), call::toString);
                      assertFalse(call.contains(""), call::toString);
                    }));
  }

  /** What a run is given for flames and for ResNet-18, and what it leaves to the tools. */
  @Test
  void parametersReachFlamesAndTheBaseline() throws IOException {
    List<List<String>> calls = callsOf(RunFolder.of(getClass(), "plain"), List.of());
    for (List<String> call : of(calls, "flame")) {
      assertTrue(holds(call, "--flames", "rich"), call::toString);
      assertTrue(holds(call, "--minimum-coverage", "0.6"), call::toString);
      assertFalse(call.contains("--minimum-structure"), call::toString);
    }
    for (List<String> call : of(calls, "baseline")) {
      assertTrue(holds(call, "--optimizer", "adamw"), call::toString);
      assertTrue(holds(call, "--batch-size", "32"), call::toString);
      assertTrue(holds(call, "--learning-rate", "0.001"), call::toString);
      assertFalse(call.contains("--warm-up-epochs"), call::toString);
    }

    List<String> given = new ArrayList<>(List.of("--flames", "study"));
    given.addAll(List.of("--minimum_coverage", "0.5", "--minimum_structure", "0.25"));
    given.addAll(List.of("--baseline_optimizer", "sgd", "--baseline_learning_rate", "0.04"));
    given.addAll(List.of("--baseline_batch_size", "64", "--baseline_epochs", "100"));
    given.addAll(List.of("--baseline_warm_up_epochs", "10"));
    calls = callsOf(RunFolder.of(getClass(), "given"), given);
    for (List<String> call : of(calls, "flame")) {
      assertTrue(holds(call, "--flames", "study"), call::toString);
      assertTrue(holds(call, "--minimum-coverage", "0.5"), call::toString);
      assertTrue(holds(call, "--minimum-structure", "0.25"), call::toString);
    }
    for (List<String> call : of(calls, "baseline")) {
      assertTrue(holds(call, "--optimizer", "sgd"), call::toString);
      assertTrue(holds(call, "--learning-rate", "0.04"), call::toString);
      assertTrue(holds(call, "--batch-size", "64"), call::toString);
      assertTrue(holds(call, "--epochs", "100"), call::toString);
      assertTrue(holds(call, "--warm-up-epochs", "10"), call::toString);
    }

    given.addAll(List.of("--fractals", "stream"));
    calls = callsOf(RunFolder.of(getClass(), "streamed"), given);
    for (List<String> call : of(calls, "pretrain")) {
      String stream = call.get(call.indexOf("--fractals") + 1);
      assertTrue(stream.startsWith("stream:"), stream);
      List<String> parts = List.of(stream.substring("stream:".length()).split(",", -1));
      assertTrue(parts.contains("flames=study"), stream);
      assertTrue(parts.contains("minimum-coverage=0.5"), stream);
      assertTrue(parts.contains("minimum-structure=0.25"), stream);
    }
  }

  private static List<List<String>> of(List<List<String>> calls, String command) {
    List<List<String>> own =
        calls.stream().filter(call -> call.getFirst().equals(command)).toList();
    assertFalse(own.isEmpty(), command);
    return own;
  }

  /** Runs the pipeline with a tool that notes its arguments. */
  private static List<List<String>> callsOf(Path folder, List<String> more) throws IOException {
    Pipeline pipeline = new Pipeline(folder);
    Path tool = Files.createDirectories(folder.resolve("bin")).resolve("protomass");
    Files.writeString(tool, TOOL);
    assertTrue(tool.toFile().setExecutable(true));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.remove("-stub-run");
    options.addAll(List.of("--splits", "star"));
    // The real tools read these before anything starts.
    options.set(options.indexOf("--snapshots") + 1, Pipeline.repository() + "/assets/demo/h1-*.h5");
    options.addAll(more);
    String path = tool.getParent() + File.pathSeparator + System.getenv("PATH");
    Pipeline.Result run = pipeline.run(options, Map.of("PATH", path));
    assertEquals(0, run.exitCode(), run.output());
    return calls(folder.resolve("work"));
  }

  private static boolean holds(List<String> call, String option, String value) {
    return Collections.indexOfSubList(call, List.of(option, value)) > 0;
  }

  /** The arguments of every task's tool. */
  private static List<List<String>> calls(Path work) throws IOException {
    List<List<String>> calls = new ArrayList<>();
    try (Stream<Path> notes = Files.find(work, 3, (path, _) -> path.endsWith("arguments"))) {
      for (Path note : notes.toList()) {
        calls.add(Arrays.asList(Files.readString(note).split("\0", -1)));
      }
    }
    return calls.stream().map(call -> call.subList(0, call.size() - 1)).toList();
  }
}
