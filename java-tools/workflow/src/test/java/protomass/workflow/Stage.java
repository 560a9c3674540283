package protomass.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of the pipeline as its module states it.
 *
 * @param process such as {@code EMBED}
 * @param tools names of the commands that its script runs
 * @param script all of the process, without comments
 */
record Stage(String process, Set<String> labels, Set<String> tools, String script) {
  private static final Pattern PROCESS = Pattern.compile("(?ms)^process (\\w+) \\{(.*?)^\\}");
  private static final Pattern LABEL = Pattern.compile("(?m)^ *label '(\\w+)'$");
  private static final Pattern TOOL = Pattern.compile("\\bprotomass ([a-z][a-z0-9-]*)");
  private static final Pattern COMMENT = Pattern.compile("(?m)^ *//.*$");

  /** The processes of all modules of a checkout. */
  static List<Stage> of(Path checkout) throws IOException {
    try (Stream<Path> tree = Files.walk(checkout.resolve("modules"))) {
      List<Stage> stages = new ArrayList<>();
      for (Path module : tree.filter(path -> path.toString().endsWith(".nf")).sorted().toList()) {
        stages.addAll(in(Files.readString(module)));
      }
      return stages;
    }
  }

  static List<Stage> in(String module) {
    return PROCESS
        .matcher(COMMENT.matcher(module).replaceAll(""))
        .results()
        .map(found -> new Stage(found.group(1), found.group(2)))
        .toList();
  }

  private Stage(String process, String body) {
    this(process, all(LABEL, body), all(TOOL, body), body);
  }

  private static Set<String> all(Pattern pattern, String text) {
    return new TreeSet<>(
        pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList());
  }

  /** Where a process does not state what its tool declares. */
  List<String> faults(Map<String, DeclaredTool> declared) {
    if (tools.size() != 1 || !declared.keySet().containsAll(tools)) {
      return List.of(process + " runs " + tools + ", which is not one of " + declared.keySet());
    }
    DeclaredTool tool = declared.get(tools.iterator().next());
    List<String> faults = new ArrayList<>();
    compare(faults, tool.torch(), hasTorchImage(), "PyTorch", "label 'torch' or 'vision'");
    compare(faults, tool.kernels(), labels.contains("torch"), "kernels", "label 'torch'");
    compare(faults, tool.kernels(), script.contains("PROTOMASS_BITS="), "kernels", "bits");
    compare(faults, tool.gpu(), script.contains("--device "), "a GPU", "--device");
    compare(faults, tool.resumes(), labels.contains("resumable"), "to resume", "label 'resumable'");
    return faults;
  }

  private boolean hasTorchImage() {
    return labels.contains("torch") || labels.contains("vision");
  }

  private void compare(
      List<String> faults, boolean declared, boolean stated, String need, String what) {
    if (declared != stated) {
      faults.add(
          "%s: its tool %s %s, but the module has %s %s"
              .formatted(
                  process, declared ? "needs" : "does not need", need, stated ? "a" : "no", what));
    }
  }
}
