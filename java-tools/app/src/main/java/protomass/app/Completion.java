package protomass.app;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets a shell complete tools, options and paths. No tool of the pipeline. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what bash or zsh needs to complete tools and options; put into the shell's start-up"
          + " file:",
      "  source <(protomass completion)"
    })
final class Completion implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.println(AutoComplete.bash(root.getCommandName(), root));
    out.flush();
  }
}
