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
          pretrain) mkdir -p "$out"; touch "$out/metrics.jsonl" "$out/recipe.json" ;;
          segment) mkdir -p "$out" ;;
          split) touch "$out" normalisation.json ;;
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
    Pipeline pipeline = new Pipeline(RunFolder.of(getClass(), "options"));
    Path tool = Files.createDirectories(pipeline.folder().resolve("bin")).resolve("protomass");
    Files.writeString(tool, TOOL);
    assertTrue(tool.toFile().setExecutable(true));
    Path site = pipeline.folder().resolve("site.config");
    Files.writeString(site, SITE);
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.remove("-stub-run");
    options.addAll(List.of("--splits", "star", "-c", site.toString()));
    String path = tool.getParent() + File.pathSeparator + System.getenv("PATH");
    Pipeline.Result run = pipeline.run(options, Map.of("PATH", path));
    assertEquals(0, run.exitCode(), run.output());

    List<List<String>> calls = calls(pipeline.folder().resolve("work"));
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
