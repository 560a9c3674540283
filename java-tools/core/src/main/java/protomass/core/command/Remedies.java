package protomass.core.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import protomass.core.error.MemoryShortage;

/**
 * What a user can do when a command runs out of memory.
 *
 * @param less options with which the command asks for less, such as {@code "a smaller
 *     --batch-size"}
 */
record Remedies(List<String> less) {
  static final Remedies NONE = new Remedies(List.of());

  private static final String PIPELINE =
      "the pipeline tries a task again with more, up to process.resourceLimits";

  Remedies {
    less = List.copyOf(less);
  }

  /** Those that a command has options for. */
  static Remedies of(CommandSpec command) {
    List<String> less = new ArrayList<>();
    if (command.findOption("--batch-size") != null) {
      less.add("a smaller --batch-size");
    }
    if (command.findOption("--recipe") != null && command.findOption("--set") != null) {
      less.add("more parts of a batch by --set execution.micro-batches=N");
    }
    if (command.findOption("--memory") != null) {
      less.add("a smaller --memory");
    }
    if (command.findOption("--threads") != null) {
      less.add("fewer --threads");
    }
    return new Remedies(less);
  }

  /** One line: what was wanted, and what gives more of it. */
  String against(MemoryShortage shortage) {
    String more =
        switch (shortage.of()) {
          case HEAP -> "set PROTOMASS_HEAP, or PROTOMASS_MEMORY_MB for all of the command, higher";
          case PROCESS -> "free memory, or give the job more";
          case GPU -> "take a GPU with more memory";
          case THREADS -> "allow more processes (ulimit -u, or the container's limit)";
        };
    String mend = less.isEmpty() ? more : more + ", or give " + String.join(" or ", less);
    return String.join("; ", shortage.what(), mend, PIPELINE);
  }
}
